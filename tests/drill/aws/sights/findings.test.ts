import assert from "node:assert/strict";
import { findingsOf } from "../../../../drill/aws/sights/findings";
import { lookAtStack } from "../../../../drill/aws/sights/lookAtStack";
import type { StackSights } from "../../../../drill/aws/sights/status";
import { sampleTopology } from "../sampleTopology";
import { fakeNow, fakeWorld } from "./fakeWorld";

const topology = sampleTopology();
const by = "arn:aws:iam::123456789012:user/alice";
const note = { by, since: fakeNow, reason: "us-east-1", until: fakeNow, endedAt: null, endedBy: null };
const drill = { id: "1", fault: "stop-instance", principal: by, startedAt: fakeNow, verdict: null };

describe("drill/aws/sights/findings", () => {
  let well: StackSights;
  before(async () => {
    well = await lookAtStack({ topology, from: "a file" }, fakeWorld(), [], new AbortController().signal);
  });
  const found = (change: Partial<StackSights>) => findingsOf({ ...well, ...change }, topology);
  const [primary, backup] = [0, 1] as const;
  const site = (at: number, change: object) => ({
    sites: well.sites.map((each, index) => (index === at ? { ...each, ...change } : each)),
  });
  const check = (at: number, change: object) => ({
    checks: well.checks.map((each, index) => (index === at ? { ...each, ...change } : each)),
  });
  const answer = (change: object) => ({ answers: [{ ...well.answers[0]!, ...change }] });
  const operatorSwitch = (change: object) => ({ operatorSwitch: { ...well.operatorSwitch!, ...change } });

  it("finds nothing where all is well", () => {
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ operatorSwitch: null, drill: { ...drill, verdict: "pass" } }), []);
    assert.deepEqual(found({ drill: { ...drill, verdict: "interrupted" } }), []);
  });

  // What could not be seen is told apart.
  it("finds nothing in what decides nothing, or was not seen", () => {
    assert.deepEqual(found(site(primary, { statesRole: null, contentVersion: null })), []);
    assert.deepEqual(found(answer({ addresses: null, site: null })), []);
  });

  for (const [expected, change] of [
    ["The primary is unhealthy at 192.0.2.10: status 503.", () => site(primary, { problem: "status 503" })],
    [
      "192.0.2.186 is the backup's address, but the site there says that it is the primary.",
      () => site(backup, { statesRole: "primary" }),
    ],
    [
      "The sites serve different content: the primary v1, the backup v2.",
      () => site(backup, { contentVersion: "v2" }),
    ],
    [
      "The primary's check is unhealthy: 2 of 16 checkers see its endpoint healthy.",
      () => check(0, { isHealthy: false, healthyCheckers: 2 }),
    ],
    ["The primary's check with the switch is unhealthy.", () => check(3, { isHealthy: false })],
    [
      "The backup's check is unknown: no checker reports.",
      () => check(1, { isHealthy: null, checkers: 0, healthyCheckers: 0 }),
    ],
    [
      "The switch's check is unknown: it could not be seen.",
      () => check(2, { isHealthy: null, type: null, isInverted: null, isDisabled: null, checkers: null }),
    ],
    [
      "The primary's check with the switch is unknown: so is a check that it counts.",
      () => check(3, { isHealthy: null }),
    ],
    ["The backup's check is disabled: it sees nothing.", () => check(1, { isDisabled: true })],
    ["The primary's check is inverted.", () => check(0, { isInverted: true })],
    ["The switch's check is not inverted.", () => check(2, { isInverted: false })],
    [
      "Name server ns-1.example.net answers www.example.com with 192.0.2.186, the backup.",
      () => answer({ addresses: ["192.0.2.186"], site: "backup" }),
    ],
    [
      "Name server ns-1.example.net answers www.example.com with nothing, neither site.",
      () => answer({ addresses: [], site: null }),
    ],
    [`The switch is on since ${fakeNow}, by ${by}: us-east-1.`, () => operatorSwitch({ isOn: true, note })],
    [
      `The switch is on since ${fakeNow}, by ${by}: no reason given.`,
      () => operatorSwitch({ isOn: true, note: { ...note, reason: null } }),
    ],
    ["The switch is on, and nobody has noted why.", () => operatorSwitch({ isOn: true })],
    [
      "The switch is on, and nobody has noted why.",
      () => operatorSwitch({ isOn: true, note: { ...note, endedAt: fakeNow } }),
    ],
    [
      `The switch is left over: it should have been off by ${fakeNow}.`,
      () => operatorSwitch({ isLeftOver: true, note }),
    ],
    [
      "Whether the switch is on is unknown: S3 does not tell.",
      () => operatorSwitch({ isOn: null, isReadable: null }),
    ],
    [
      "Checkers cannot read the switch: it counts as off, and cannot be put on.",
      () => operatorSwitch({ isReadable: false }),
    ],
    [
      "The alarm primary-unhealthy in us-east-1 is ALARM.",
      () => ({ alarms: [{ region: "us-east-1", name: "primary-unhealthy", state: "ALARM" }] }),
    ],
    [
      "There is no alarm primary-unhealthy in us-east-1.",
      () => ({ alarms: [{ region: "us-east-1", name: "primary-unhealthy", state: null }] }),
    ],
    [
      "ops@example.com has not confirmed its subscription to arn:t.",
      () => ({ unconfirmed: [{ region: "us-east-1", topicArn: "arn:t", endpoint: "ops@example.com" }] }),
    ],
    [`A drill is in progress: stop-instance since ${fakeNow}, by ${by}.`, () => ({ drill })],
    [
      `The last drill has failed: stop-instance at ${fakeNow}.`,
      () => ({ drill: { ...drill, verdict: "fail" as const } }),
    ],
  ] as const) {
    it(`finds: ${expected}`, () => {
      assert.deepEqual(found(change()), [expected]);
    });
  }
});
