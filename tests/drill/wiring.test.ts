import assert from "node:assert/strict";
import {
  checkLabel,
  hostName,
  isOfSwitch,
  primaryCheckId,
  probedChecks,
  promisedCadence,
  siteAddress,
  switchCadence,
  targetsInWords,
  turningCheckId,
} from "../../drill/wiring";
import type { StackTopology } from "../../recording/topology";
import type { FaultName } from "../../rehearsal/faults/names";
import { failoverBudget } from "../../route53/timing";
import type { ResourceRecordSet } from "../../route53/types";
import { shopTopology, switchedTopology } from "../support/shopTopology";

function withRecordSets(change: (set: ResourceRecordSet) => ResourceRecordSet): StackTopology {
  const { zone } = shopTopology;
  return { ...shopTopology, zone: { ...zone, recordSets: zone.recordSets.map(change) } };
}

describe("drill/wiring", () => {
  it("finds each site's address, and refuses a topology without the site", () => {
    assert.deepEqual(
      [siteAddress(shopTopology, "primary"), siteAddress(shopTopology, "backup")],
      ["192.0.2.10", "198.51.100.20"],
    );
    assert.throws(() => siteAddress({ ...shopTopology, sites: [] }, "backup"), {
      message: "The topology of stack prod has no backup site.",
    });
  });

  it("writes the failover name without the dot at its end", () => {
    assert.equal(hostName(shopTopology), "www.example.com");
  });

  it("takes the check of the PRIMARY record set, wherever it points", () => {
    assert.equal(primaryCheckId(shopTopology), "hc-primary");
    const exchanged = withRecordSets((set) =>
      set.Failover ? { ...set, Failover: set.Failover === "PRIMARY" ? "SECONDARY" : "PRIMARY" } : set,
    );
    assert.equal(primaryCheckId(exchanged), "hc-backup");
    const unchecked = withRecordSets(({ HealthCheckId: _dropped, ...rest }) => rest);
    assert.equal(primaryCheckId(unchecked), null);
  });

  it("takes no record set of another name or type for the failover record", () => {
    const record = { name: "shop.example.com.", type: "A" } as const;
    assert.equal(primaryCheckId({ ...shopTopology, record }), null);
    assert.equal(
      primaryCheckId({ ...shopTopology, record: { name: "www.example.com.", type: "AAAA" } }),
      null,
    );
  });

  it("speaks of a check by the records that use it", () => {
    const shared = withRecordSets((set) => (set.Failover ? { ...set, HealthCheckId: "hc-primary" } : set));
    assert.deepEqual(
      [
        checkLabel(shopTopology, "hc-primary"),
        checkLabel(shopTopology, "hc-backup"),
        checkLabel(shared, "hc-primary"),
        checkLabel(shared, "hc-backup"),
      ],
      ["the primary's check", "the backup's check", "the check of both sites", "check hc-backup"],
    );
  });

  it("tells the switch's checks from the sites', also one that has taken its place", () => {
    assert.deepEqual(
      ["hc-primary", "hc-switch", "hc-switch-new-1", "hc-calculated"].map((id) =>
        checkLabel(switchedTopology, id),
      ),
      [
        "the primary's check",
        "the switch's check",
        "the switch's check",
        "the primary's check with the switch",
      ],
    );
    assert.deepEqual(
      ["hc-switch", "hc-switch-new-1", "hc-primary"].map((id) => isOfSwitch(switchedTopology, id)),
      [true, true, false],
    );
    assert.equal(isOfSwitch(shopTopology, "hc-switch"), false);
    assert.deepEqual(switchCadence(switchedTopology), { requestIntervalSeconds: 10, failureThreshold: 2 });
    assert.equal(switchCadence(shopTopology), null);
  });

  it("watches the switch's check for a fault of the switch and the way home from its hold, else the primary's own", () => {
    const ways = (topology: typeof shopTopology, fault: FaultName | undefined) => [
      turningCheckId(topology, fault, "failover"),
      turningCheckId(topology, fault, "failback"),
    ];
    assert.deepEqual(
      [
        ways(switchedTopology, "override-on"),
        ways(switchedTopology, "manual-failback"),
        ways(switchedTopology, "stop-instance"),
        ways(switchedTopology, undefined),
        ways(shopTopology, "kill-server"),
      ],
      [
        ["hc-switch", "hc-switch"],
        ["hc-primary", "hc-switch"],
        ["hc-primary", "hc-primary"],
        ["hc-primary", "hc-primary"],
        ["hc-primary", "hc-primary"],
      ],
    );
  });

  it("names what a fault breaks", () => {
    assert.deepEqual(
      [
        targetsInWords({ targets: ["primary"], failureKind: "switched" }),
        targetsInWords({ targets: ["primary"], failureKind: "inverted" }),
        targetsInWords({ targets: ["primary", "backup"], failureKind: "blackhole" }),
      ],
      ["the switch", "the primary", "both sites"],
    );
  });

  it("leaves out checks that have no endpoint to probe", () => {
    const healthChecks = [
      ...shopTopology.healthChecks,
      { Id: "hc-any", HealthCheckConfig: { Type: "CALCULATED", HealthThreshold: 1 } },
    ] as const;
    const probed = probedChecks({ ...shopTopology, healthChecks });
    assert.deepEqual(
      probed.map(({ Id }) => Id),
      ["hc-primary", "hc-backup"],
    );
  });

  for (const requestIntervalSeconds of [10, 30]) {
    for (const failureThreshold of [1, 2, 3, 10]) {
      it(`reads ${requestIntervalSeconds} s and ${failureThreshold} in a row back out of their budget`, () => {
        const settings = { checkers: 16, ttlSeconds: 20, aggregationSeconds: 3, rtoSeconds: 60 };
        const budget = failoverBudget({ ...settings, requestIntervalSeconds, failureThreshold });
        assert.deepEqual(promisedCadence(budget), { requestIntervalSeconds, failureThreshold });
      });
    }
  }
});
