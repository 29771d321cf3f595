import assert from "node:assert/strict";
import { drills, type DrillsWorld } from "../../cli/drills";
import { addDrillsCommand } from "../../cli/drillsCommand";
import type { DrillJournal } from "../../drill/aws/journal";
import { shopAws, switchedAws } from "../drill/aws/shopAws";
import { fakeSurroundings } from "./fakeSurroundings";
import { parsedCommand } from "./parsedCommand";
import { publishedLines } from "./publishedLines";

const options = { outputs: "outputs.json", stack: "prod", json: false };

function journal(startedAt: string, fault: string, verdict: DrillJournal["verdict"]): DrillJournal {
  return {
    version: 1,
    id: `${startedAt}-${fault}`,
    state: "closed",
    stack: "prod",
    accountId: "123456789012",
    fault,
    principal: "arn:aws:iam::123456789012:user/ops",
    startedAt,
    undoneAt: startedAt,
    undo: { operation: "ec2:StartInstances", region: "us-east-1", instanceId: "i-0123456789abcdef0" },
    schedule: { region: "us-east-1", name: "drill" },
    verdict,
  };
}

const past = [
  journal("2026-11-23T12:00:00.000Z", "block-http", "interrupted"),
  journal("2026-10-01T09:30:00.000Z", "stop-instance", "pass"),
];

const world = (drilled: readonly DrillJournal[], topology = switchedAws): DrillsWorld => ({
  topologyOf: () => Promise.resolve(topology),
  pastDrills: () => Promise.resolve(drilled),
});

describe("cli/drills", () => {
  it("takes every flag", async () => {
    const line = "drills --outputs o.json --stack staging --profile ops --json --debug";
    const { asked } = await parsedCommand(addDrillsCommand, line.split(" "));
    assert.deepEqual(asked, [{ outputs: "o.json", stack: "staging", profile: "ops", json: true }]);
  });

  it("lists the drills with their verdicts", async () => {
    const surroundings = fakeSurroundings();
    assert.equal(await drills(options, surroundings, world(past)), 0);
    assert.equal(
      surroundings.out(),
      "started               fault          verdict       by\n" +
        "2026-11-23T12:00:00Z  block-http     interrupted   arn:aws:iam::123456789012:user/ops\n" +
        "2026-10-01T09:30:00Z  stop-instance  pass          arn:aws:iam::123456789012:user/ops\n",
    );
  });

  it("prints each journal as JSON", async () => {
    const surroundings = fakeSurroundings();
    await drills({ ...options, json: true }, surroundings, world(past));
    assert.deepEqual(publishedLines("drills", surroundings.out()), past);
  });

  it("says so where there are none", async () => {
    const surroundings = fakeSurroundings();
    await drills(options, surroundings, world([]));
    assert.equal(surroundings.out(), "Stack prod has not been drilled yet.\n");
  });

  it("refuses the outputs of another stack, and a stack that keeps no drills", async () => {
    await assert.rejects(drills({ ...options, stack: "staging" }, fakeSurroundings(), world(past)), {
      message: "these are the outputs of stack prod, not of staging.\nGive --stack prod.",
    });
    await assert.rejects(drills(options, fakeSurroundings(), world(past, shopAws)), {
      message: "stack prod has no operatorSwitch, whose bucket keeps the drills.",
    });
  });
});
