import assert from "node:assert/strict";
import type { DrillJournal } from "../../../drill/aws/journal";
import { journalFit } from "../../../drill/aws/journalFit";
import { openJournal, topology, undoCalls } from "./sampleDrill";

const fits = { problems: [], unknownIds: [] };
const faults = ["stop-instance", "kill-server", "block-http", "invert-check"] as const;
const withUndo = (fault: (typeof faults)[number], change: object) => ({
  ...openJournal(fault),
  undo: { ...undoCalls[fault], ...change } as DrillJournal["undo"],
});

describe("drill/aws/journalFit", () => {
  for (const fault of faults) {
    it(`takes what a drill with ${fault} of this stack has written`, () => {
      assert.deepEqual(journalFit(topology, openJournal(fault)), fits);
    });
  }

  const startedAt = "2026-11-23T12:00:01.000Z";
  const name = "website-failover-prod-undo-20261123T120000Z";
  for (const [change, ...problems] of [
    [{ fault: "rm", id: "2026-11-23T12:00:00.000Z-rm" }, "there is no fault rm"],
    [{ id: "../x" }, "its id is ../x, not 2026-11-23T12:00:00.000Z-stop-instance"],
    [{ stack: "staging" }, "its stack is staging, not prod"],
    [{ accountId: "210987654321" }, "its account is 210987654321, not 123456789012"],
    [{ schedule: { region: "us-west-1", name } }, "the region of its schedule is us-west-1, not us-east-1"],
    [
      { schedule: { region: "us-east-1", name: "website-failover-prod-drill" } },
      `its schedule is website-failover-prod-drill, not ${name}`,
    ],
    [
      { startedAt, id: `${startedAt}-stop-instance` },
      `its schedule is ${name}, not website-failover-prod-undo-20261123T120001Z`,
    ],
  ] as const) {
    it(`finds fault with ${JSON.stringify(change)}`, () => {
      assert.deepEqual(journalFit(topology, { ...openJournal(), ...change }), { problems, unknownIds: [] });
    });
  }

  for (const [fault, change, ...problems] of [
    ["stop-instance", { region: "us-west-1" }, "the region of its call is us-west-1, not us-east-1"],
    ["invert-check", { region: "us-west-1" }, "the region of its call is us-west-1, not us-east-1"],
    [
      "kill-server",
      { document: "AWS-RunShellScript" },
      "its document is AWS-RunShellScript, not website-failover-prod-start-server",
    ],
    ["block-http", { cidrIpv4: "0.0.0.0/33" }, "0.0.0.0/33 is no range of addresses"],
    ["block-http", { description: "'; id; '" }, "no rule can be described as '; id; '"],
    ["invert-check", { inverted: true }, "no drill is undone by inverting a check"],
  ] as const) {
    it(`finds fault with ${fault} undone by ${JSON.stringify(change)}`, () => {
      assert.deepEqual(journalFit(topology, withUndo(fault, change)), { problems, unknownIds: [] });
    });
  }

  it("knows no document of a stack without operations", () => {
    const problems = ["the stack prod has no document website-failover-prod-start-server"];
    const without = { ...topology, operations: null };
    assert.deepEqual(journalFit(without, openJournal("kill-server")), { problems, unknownIds: [] });
    assert.deepEqual(journalFit(without, openJournal("stop-instance")), fits);
  });

  it("takes every description that EC2 takes, up to 255 characters", () => {
    const of = (description: string) =>
      journalFit(topology, withUndo("block-http", { description })).problems;
    const every = "azAZ09 ._-:/()#,@[]+=&;{}!$*";
    assert.deepEqual([of(""), of(every), of("a".repeat(255))], [[], [], []]);
    const longer = "a".repeat(256);
    assert.deepEqual(of(longer), [`no rule can be described as ${longer}`]);
  });

  const instance = "its instance is i-0f1e2d3c4b5a69788, not i-0a1b2c3d4e5f60718";
  for (const [fault, change, ...unknownIds] of [
    ["stop-instance", { instanceId: "i-0f1e2d3c4b5a69788" }, instance],
    ["kill-server", { instanceId: "i-0f1e2d3c4b5a69788" }, instance],
    [
      "block-http",
      { securityGroupId: "sg-2", ingressRuleId: "sgr-2" },
      "its security group is sg-2, not sg-0a1b2c3d4e5f60718",
      "its rule is sgr-2, not sgr-0a1b2c3d4e5f60718",
    ],
    [
      "invert-check",
      { healthCheckId: "check-of-the-backup" },
      "its health check is check-of-the-backup, not check-of-the-primary",
    ],
  ] as const) {
    it(`tells the ids that the primary does not have from the rest: ${fault}`, () => {
      assert.deepEqual(journalFit(topology, withUndo(fault, change)), { problems: [], unknownIds });
    });
  }
});
