import assert from "node:assert/strict";
import { checkSights } from "../../../../drill/aws/sights/checks";
import { newLook } from "../../../../drill/aws/sights/look";
import type { AwsTopology } from "../../../../drill/aws/topology";
import { sampleTopology } from "../sampleTopology";
import { fakeNow, fakeWorld, reports, type FakeWorld } from "./fakeWorld";

const ok = "Success: HTTP Status Code 200, OK";

async function seen(world: FakeWorld, topology: AwsTopology = sampleTopology()) {
  const look = newLook(new AbortController().signal);
  const sights = await checkSights(topology, world, look);
  return { sights, health: sights.map(({ isHealthy }) => isHealthy), unseen: look.unseen };
}

describe("drill/aws/sights/checks", () => {
  it("sees every check of a stack; the switch is off where its checkers fail", async () => {
    const { sights, unseen } = await seen(fakeWorld());
    assert.deepEqual(unseen, []);
    const common = { isHealthy: true, isDisabled: false, lastFailure: null };
    const probed = { ...common, type: "HTTP_STR_MATCH", isInverted: false };
    const votes = { checkers: 16, healthyCheckers: 16, unhealthyRegions: [] };
    assert.deepEqual(sights, [
      { healthCheckId: "hc-primary", label: "the primary's check", ...probed, ...votes },
      { healthCheckId: "hc-backup", label: "the backup's check", ...probed, ...votes },
      {
        healthCheckId: "hc-switch",
        label: "the switch's check",
        ...common,
        type: "HTTPS_STR_MATCH",
        isInverted: true,
        checkers: 16,
        healthyCheckers: 0,
        unhealthyRegions: [
          "ap-northeast-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "eu-west-1",
          "sa-east-1",
          "us-east-1",
          "us-west-1",
          "us-west-2",
        ],
      },
      {
        healthCheckId: "hc-primary-and-switch",
        label: "the primary's check with the switch",
        ...common,
        type: "CALCULATED",
        isInverted: false,
        checkers: null,
        healthyCheckers: null,
        unhealthyRegions: [],
      },
    ]);
  });

  // More than 18 % of 16 keep a check healthy: 3.
  for (const [failing, health] of [
    [13, [true, true, true, true]],
    [14, [false, true, true, false]],
  ] as const) {
    it(`derives the state with ${failing} of 16 checkers failing`, async () => {
      const world = fakeWorld();
      world.statuses["hc-primary"] = reports(ok, failing);
      assert.deepEqual((await seen(world)).health, health);
    });
  }

  it("sees the switch on by the status code, whatever word stands before it", async () => {
    for (const word of ["Success", "Failure"]) {
      const world = fakeWorld();
      world.statuses["hc-switch"] = reports(`${word}: HTTP Status Code 200, OK`);
      assert.deepEqual((await seen(world)).health, [true, true, false, false], word);
    }
  });

  it("takes an inverted check's word where there is no code", async () => {
    const world = fakeWorld();
    world.statuses["hc-switch"] = reports("Failure: Connection timed out.");
    assert.deepEqual((await seen(world)).health, [true, true, true, true]);
  });

  it("obeys Disabled and Inverted", async () => {
    const world = fakeWorld();
    world.statuses["hc-primary"] = reports(ok, 16);
    world.configs["hc-primary"] = { Type: "HTTP_STR_MATCH", Disabled: true };
    assert.deepEqual((await seen(world)).health, [true, true, true, true]);
    world.configs["hc-primary"] = { Type: "HTTP_STR_MATCH", Disabled: true, Inverted: true };
    assert.deepEqual((await seen(world)).health, [false, true, true, false]);
  });

  it("tells the regions that fail and the newest failure", async () => {
    const world = fakeWorld();
    world.statuses["hc-primary"] = reports(ok, 3);
    const at = (checkedAt: string, region: string) => ({
      region,
      status: "Failure: Connection timed out.",
      checkedAt: new Date(checkedAt),
    });
    world.failures["hc-primary"] = [at("2026-02-01T00:00:00Z", "sa-east-1"), at(fakeNow, "us-west-1")];
    const { sights } = await seen(world);
    assert.deepEqual(
      [sights[0]?.healthyCheckers, sights[0]?.unhealthyRegions, sights[0]?.lastFailure],
      [
        13,
        ["us-east-1", "us-west-1"],
        { region: "us-west-1", reason: "Failure: Connection timed out.", checkedAt: fakeNow },
      ],
    );
  });

  it("knows no state that hangs on something unseen, and sees the rest", async () => {
    const world = fakeWorld();
    Reflect.deleteProperty(world.statuses, "hc-switch");
    Reflect.deleteProperty(world.configs, "hc-backup");
    const { health, unseen } = await seen(world);
    assert.deepEqual(health, [true, null, null, null]);
    assert.deepEqual(unseen, [
      "the backup's check: it is gone",
      "checkers of the switch's check: it is gone",
    ]);
  });

  it("knows no state of a probed check on which no checker reports, nor of one that counts it", async () => {
    const world = fakeWorld();
    world.statuses["hc-primary"] = [];
    const { sights, health, unseen } = await seen(world);
    assert.deepEqual([health, unseen], [[null, true, true, null], []]);
    assert.deepEqual([sights[0]?.checkers, sights[0]?.healthyCheckers], [0, 0]);
    world.statuses["hc-primary"] = reports(ok).slice(0, 1);
    assert.deepEqual((await seen(world)).health, [true, true, true, true]);
  });

  it("knows the state of a disabled check on which no checker reports", async () => {
    const world = fakeWorld();
    world.statuses["hc-primary"] = [];
    world.configs["hc-primary"] = { Type: "HTTP_STR_MATCH", Disabled: true };
    assert.deepEqual((await seen(world)).health, [true, true, true, true]);
  });

  it("looks at two checks where there is no switch", async () => {
    const { sights } = await seen(fakeWorld(), { ...sampleTopology(), operatorSwitch: null });
    assert.deepEqual(
      sights.map(({ label }) => label),
      ["the primary's check", "the backup's check"],
    );
  });
});
