import assert from "node:assert/strict";
import { lookAtStack } from "../../../../drill/aws/sights/lookAtStack";
import { sampleTopology } from "../sampleTopology";
import { fakeNow, fakeWorld, type FakeWorld } from "./fakeWorld";

const found = { topology: sampleTopology(), from: "outputs.json" };
const look = (world: FakeWorld, unseenBefore: readonly string[] = []) =>
  lookAtStack(found, world, unseenBefore, new AbortController().signal);

describe("drill/aws/sights/lookAtStack", () => {
  it("is well where everything is healthy, and known", async () => {
    const { sites, checks, answers, operatorSwitch, ...rest } = await look(fakeWorld());
    assert.deepEqual(rest, {
      schemaVersion: 1,
      at: fakeNow,
      stack: "prod",
      accountId: "123456789012",
      hostname: "www.example.com",
      topologyFrom: "outputs.json",
      isWell: true,
      findings: [],
      unseen: [],
      alarms: [],
      unconfirmed: [],
      drill: null,
    });
    assert.deepEqual([sites.length, checks.length, answers.length, operatorSwitch?.isOn], [2, 4, 3, false]);
  });

  it("is not well with a finding alone, nor with something unseen alone", async () => {
    const ill = fakeWorld();
    ill.alarms["us-east-1 primary-unhealthy"] = "ALARM";
    const withFinding = await look(ill);
    assert.deepEqual([withFinding.isWell, withFinding.findings.length, withFinding.unseen], [false, 1, []]);
    const withUnseen = await look(fakeWorld(), ["the caller's account: ExpiredToken"]);
    assert.deepEqual(
      [withUnseen.isWell, withUnseen.findings, withUnseen.unseen],
      [false, [], ["the caller's account: ExpiredToken"]],
    );
  });

  it("is not well where a server answers, but says nothing", async () => {
    const world = fakeWorld();
    world.statuses["hc-backup"] = [];
    const silent = await look(world);
    assert.deepEqual(
      [silent.isWell, silent.findings, silent.unseen],
      [false, ["The backup's check is unknown: no checker reports."], []],
    );
    const { operatorSwitch } = sampleTopology();
    const failing = fakeWorld();
    failing.pages[`${operatorSwitch.fqdn} /${operatorSwitch.key}`] = { status: 503, body: "Slow Down" };
    const unclear = await look(failing);
    assert.deepEqual(
      [unclear.isWell, unclear.findings, unclear.unseen],
      [false, ["Whether the switch is on is unknown: S3 does not tell."], []],
    );
  });

  it("sees the rest where all of AWS refuses", async () => {
    const world = fakeWorld();
    const denied = () => Promise.reject(Object.assign(new Error("no"), { name: "AccessDenied" }));
    const { isWell, findings, unseen, sites, answers } = await look({
      ...world,
      healthChecks: { config: denied, statuses: denied, lastFailures: denied },
      alarmStates: denied,
      unconfirmedEndpoints: denied,
      objects: { ...world.objects!, read: denied },
    });
    assert.deepEqual([isWell, sites.length, answers.length], [false, 2, 3]);
    assert.deepEqual(findings, [
      "The primary's check is unknown: it could not be seen.",
      "The backup's check is unknown: it could not be seen.",
      "The switch's check is unknown: it could not be seen.",
      "The primary's check with the switch is unknown: it could not be seen.",
    ]);
    assert.deepEqual(
      [...unseen].sort(),
      [
        "alarms in us-east-1",
        "alarms in us-west-1",
        "subscriptions of arn:aws:sns:us-west-1:123456789012:alarms",
        "the backup's check",
        "the drills' journal",
        "the primary's check",
        "the primary's check with the switch",
        "the switch's check",
        "the switch's note",
      ]
        .map((what) => `${what}: AccessDenied: no`)
        .sort(),
    );
  });

  it("ends when it is told to", async () => {
    const stop = AbortSignal.abort(new Error("stop"));
    await assert.rejects(lookAtStack(found, fakeWorld(), [], stop), { message: "stop" });
  });
});
