import assert from "node:assert/strict";
import type { DrillFacts, SiteFacts } from "../../../../drill/aws/preflight/facts";
import { preflightFindings, preflightRules } from "../../../../drill/aws/preflight/rules";
import type { HealthCheckConfig } from "../../../../route53/types";
import { shopTopology, switchedTopology } from "../../../support/shopTopology";
import { reports, shopAws, switchedAws, switchedFacts, wholeFacts } from "../shopAws";

const planned = { topology: shopAws, fault: "stop-instance", undoneAfterSeconds: 840 } as const;

function findings(change: Partial<DrillFacts>, topology = shopAws) {
  const facts = topology === shopAws ? wholeFacts : switchedFacts;
  return preflightFindings({ ...facts, ...change }, { ...planned, topology }).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );
}

function site(role: "primary" | "backup", change: Partial<SiteFacts>): Partial<DrillFacts> {
  return { sites: { ...wholeFacts.sites, [role]: { ...wholeFacts.sites[role], ...change } } };
}

function checks(id: string, change: Partial<HealthCheckConfig>): Partial<DrillFacts> {
  const changed = shopTopology.healthChecks.map((check) =>
    check.Id === id ? { ...check, HealthCheckConfig: { ...check.HealthCheckConfig, ...change } } : check,
  );
  return { checks: { value: changed } };
}

function endsAt(expiresAt: string): Partial<DrillFacts> {
  const caller = { accountId: "123456789012", arn: "arn", expiresAt: new Date(expiresAt) };
  return { caller: { value: caller } };
}

const page = (change: object) => ({ isHealthy: true, reason: "HTTP 200", contentVersion: "v1", ...change });
/** The shop with a switch, nobody reporting on these checks. */
function silent(...ids: string[]): Partial<DrillFacts> {
  if ("unseen" in switchedFacts.sights) throw new Error("the sample's checks are seen");
  const sights = switchedFacts.sights.value.map((sight) =>
    ids.includes(sight.check.Id) ? { ...sight, reports: [] } : sight,
  );
  return { sights: { value: sights } };
}

const old = "any more: the topology is of an older deployment; get it anew (pulumi stack output).";

describe("drill/aws/preflight/rules", () => {
  it("has nothing against a whole pair, with and without a switch", () => {
    assert.deepEqual(findings({}), []);
    assert.deepEqual(findings({}, switchedAws), []);
  });

  it("has an id of its own for each rule", () => {
    assert.deepEqual(
      preflightRules.map(({ id }) => id),
      [
        "account",
        "credentials-outlive",
        "rights",
        "no-other-drill",
        "topology-current",
        "primary-running",
        "pair-intact",
        "checks-aim",
        "backup-healthy",
        "content-fresh",
        "override-off",
        "records-wired",
        "ttl-as-configured",
        "delegation",
        "primary-answers",
      ],
    );
  });

  const cases: [string, Partial<DrillFacts>, string[]][] = [
    [
      "another account",
      { caller: { value: { accountId: "999999999999", arn: "arn:other", expiresAt: null } } },
      ["account: arn:other is of account 999999999999, but stack prod is in 123456789012."],
    ],
    [
      "expired credentials",
      { caller: { unseen: "ExpiredToken" } },
      ["account: Who drills cannot be seen: ExpiredToken"],
    ],
    // 840 s until the schedule and 15 minutes: 29 minutes after noon.
    ["credentials that just last", endsAt("2026-11-23T12:29:00Z"), []],
    [
      "credentials that end a second earlier",
      endsAt("2026-11-23T12:28:59Z"),
      [
        "credentials-outlive: The credentials end at 2026-11-23T12:28:59.000Z, and the drill needs 29 minutes: renew them.",
      ],
    ],
    [
      "a missing right",
      { refusal: { value: "not authorized" } },
      ["rights: stop-instance would be refused: not authorized"],
    ],
    [
      "an unknown right",
      { refusal: { unseen: "throttled" } },
      ["rights: Whether stop-instance may be inflicted and undone cannot be seen: throttled"],
    ],
    [
      "an instance that is gone",
      site("primary", { instance: { value: null } }),
      [`topology-current: There is no instance i-0123456789abcdef0 ${old}`],
    ],
    [
      "an address that is gone",
      site("backup", { address: { value: null } }),
      [`topology-current: There is no Elastic IP eipalloc-backup ${old}`],
    ],
    [
      "a rule that is gone",
      site("primary", { ingressRule: { value: null } }),
      [`topology-current: There is no rule sgr-0123456789abcdef0 in sg-0123456789abcdef0 ${old}`],
    ],
    [
      "a check that is gone",
      { checks: { value: shopTopology.healthChecks.slice(0, 1) } },
      [`topology-current: There is no health check hc-backup ${old}`],
    ],
    [
      "a primary that is stopped already",
      site("primary", {
        instance: { value: { state: "stopped" } },
        page: page({ isHealthy: false, reason: "no answer within 4 s" }),
      }),
      [
        "primary-running: The primary's instance i-0123456789abcdef0 is stopped already; nothing is left to drill.",
        "primary-running: The primary is not healthy at 192.0.2.10: no answer within 4 s.",
      ],
    ],
    [
      "a backup that is stopped",
      site("backup", { instance: { value: { state: "stopping" } } }),
      ["pair-intact: The backup's instance i-0123456789abcdef1 is stopping: start it."],
    ],
    [
      "an address on another interface",
      site("primary", { address: { value: { publicIp: "192.0.2.10", networkInterfaceId: null } } }),
      ["pair-intact: 192.0.2.10 is on no interface, not on eni-primary."],
    ],
    [
      "another address",
      site("primary", { address: { value: { publicIp: "192.0.2.99", networkInterfaceId: "eni-primary" } } }),
      ["pair-intact: The primary's Elastic IP is 192.0.2.99, not 192.0.2.10."],
    ],
    [
      "an interface of another instance",
      site("backup", { networkInterface: { value: { instanceId: null } } }),
      ["pair-intact: eni-backup is on no instance, not on i-0123456789abcdef1."],
    ],
    [
      "a check that aims elsewhere",
      checks("hc-backup", { IPAddress: "192.0.2.10" }),
      ["checks-aim: The backup's check hc-backup probes 192.0.2.10:80, not 198.51.100.20:80."],
    ],
    [
      "a disabled check",
      checks("hc-primary", { Disabled: true }),
      ["checks-aim: The primary's check hc-primary is disabled."],
    ],
    [
      "an inverted check",
      checks("hc-primary", { Inverted: true }),
      ["checks-aim: The primary's check hc-primary is inverted."],
    ],
    [
      "a backup that is down",
      site("backup", { page: page({ isHealthy: false, reason: "HTTP 503" }) }),
      ["backup-healthy: The backup is not healthy at 198.51.100.20: HTTP 503."],
    ],
    [
      "checkers that see too little of the backup: 2 of 16 are not 18 %",
      {
        sights: {
          value: shopTopology.healthChecks.map((check) => ({
            check,
            reports: reports(check.Id === "hc-backup" ? 2 : 16),
          })),
        },
      },
      ["backup-healthy: Route 53's checkers call the backup unhealthy (hc-backup)."],
    ],
    [
      "3 of 16 healthy checkers, which are enough",
      { sights: { value: shopTopology.healthChecks.map((check) => ({ check, reports: reports(3) })) } },
      [],
    ],
    [
      "other content",
      site("backup", { page: page({ contentVersion: "v0" }) }),
      ["content-fresh: The backup serves content v0, the primary v1: wait until it is replicated."],
    ],
    ["sites that do not say what they serve", site("backup", { page: page({ contentVersion: null }) }), []],
    [
      "a zone that cannot be seen",
      { zone: { unseen: "denied" } },
      ["records-wired: The zone cannot be seen: denied"],
    ],
    [
      "a record set without a check",
      { zone: { value: { ...shopTopology.zone, recordSets: shopTopology.zone.recordSets.slice(0, 3) } } },
      ["records-wired: www.example.com. has no SECONDARY record set."],
    ],
    [
      "another TTL",
      {
        zone: {
          value: {
            ...shopTopology.zone,
            recordSets: shopTopology.zone.recordSets.map((set) => (set.TTL ? { ...set, TTL: 300 } : set)),
          },
        },
      },
      [
        "ttl-as-configured: primary.example.com has a TTL of 300 s, not 20 s.",
        "ttl-as-configured: backup.example.com has a TTL of 300 s, not 20 s.",
      ],
    ],
    [
      "a registrar that delegates elsewhere",
      { delegation: { value: ["ns.other"] } },
      ["delegation: Resolvers find ns.other. for example.com, not ns-1.example., ns-2.example.."],
    ],
    ["a delegation that cannot be seen from here", { delegation: { unseen: "ECONNREFUSED" } }, []],
    [
      "a name server that does not answer",
      {
        answers: [{ server: "ns-1", resolution: { rcode: "ETIMEOUT", addresses: [], wireTtlSeconds: null } }],
      },
      ["primary-answers: ns-1 answers ETIMEOUT for www.example.com, not the primary's 192.0.2.10."],
    ],
  ];
  for (const [what, change, expected] of cases) {
    it(`${expected.length > 0 ? "refuses" : "takes"} ${what}`, () => {
      assert.deepEqual(findings(change), expected);
    });
  }

  it("refuses while somebody else drills", () => {
    const open = { principal: "arn:ops", startedAt: "2026-11-23T11:00:00Z", fault: "block-http" };
    const openDrill = { value: open } as DrillFacts["openDrill"];
    assert.deepEqual(findings({ openDrill }), [
      "no-other-drill: arn:ops has been drilling block-http since 2026-11-23T11:00:00Z; if nobody is any more: failover restore --stack prod",
    ]);
  });

  it("refuses while the switch is on, or cannot be read", () => {
    assert.deepEqual(findings({ isSwitchOn: { value: true } }, switchedAws), [
      "override-off: The operator's switch is on, so shoppers are at the backup: failover override off --stack prod",
    ]);
    assert.deepEqual(findings({ isSwitchOn: { unseen: "denied" } }, switchedAws), [
      "override-off: The operator's switch cannot be seen: denied",
    ]);
  });

  it("does not take a check for healthy of which no checker reports", () => {
    const says = (label: string, id: string) =>
      `Route 53 says nothing of ${label} (${id}): no checker reports.`;
    assert.deepEqual(findings(silent("hc-backup"), switchedAws), [
      `backup-healthy: ${says("the backup's check", "hc-backup")}`,
    ]);
    assert.deepEqual(findings(silent("hc-primary", "hc-switch"), switchedAws), [
      `checks-aim: ${says("the primary's check", "hc-primary")}`,
      `checks-aim: ${says("the switch's check", "hc-switch")}`,
    ]);
  });

  it("knows which check the PRIMARY follows where there is a switch", () => {
    assert.deepEqual(findings({ zone: { value: shopTopology.zone } }, switchedAws), [
      "records-wired: The PRIMARY record set of www.example.com. follows hc-primary, not hc-calculated.",
    ]);
    assert.deepEqual(findings({ zone: { value: switchedTopology.zone } }), [
      "records-wired: The PRIMARY record set of www.example.com. follows hc-calculated, not hc-primary.",
    ]);
  });

  it("tells everything at once, but for what was accepted", () => {
    const facts = { ...wholeFacts, refusal: { value: "no" }, isSwitchOn: { value: true } };
    const rules = (accepted: string[]) => preflightFindings(facts, planned, accepted).map(({ rule }) => rule);
    assert.deepEqual(rules([]), ["rights", "override-off"]);
    assert.deepEqual(rules(["rights"]), ["override-off"]);
  });
});
