/** Programs that are wired wrongly and rules that are broken in the rehearsal alone, by the names of the mistakes. */
import type { StackTopology } from "../../recording/topology";
import type { Rules } from "../../rehearsal/rules";
import { observe } from "../../route53/checker";
import type { HealthCheckConfig, ResourceRecordSet } from "../../route53/types";
import { shopTopology } from "../support/shopTopology";

/** One mistake: a topology, or rules, that differ from the right ones in one thing. */
export interface Mutation {
  readonly topology?: StackTopology;
  readonly rules?: Partial<Rules>;
  /** The first rule of the verdict that must be broken by it. */
  readonly breaks: string;
}

/** Every mistake must turn the verdict red, whatever the fault. */
export const mutations: Readonly<Record<string, Mutation>> = {
  "the records' addresses are swapped": {
    topology: withRecordSets((set) => ({
      ...set,
      ...(set.ResourceRecords && {
        ResourceRecords: set.ResourceRecords.map(({ Value }) => ({ Value: swap(Value) })),
      }),
    })),
    breaks: "baseline",
  },
  "the checks' addresses are swapped": {
    topology: withChecks((config) => ({ ...config, IPAddress: swap(config.IPAddress ?? "") })),
    breaks: "failover-check-never",
  },
  "the PRIMARY has no check": {
    topology: withRecordSets(({ HealthCheckId, ...set }) =>
      set.Failover === "PRIMARY" || HealthCheckId === undefined ? set : { ...set, HealthCheckId },
    ),
    breaks: "primary-check",
  },
  "the primary's check is the check of both": {
    topology: withRecordSets((set) => (set.Failover ? { ...set, HealthCheckId: "hc-primary" } : set)),
    breaks: "failover-authoritative-never",
  },
  "the backup's check is the check of both": {
    topology: withRecordSets((set) => (set.Failover ? { ...set, HealthCheckId: "hc-backup" } : set)),
    breaks: "failover-check-never",
  },
  "PRIMARY and SECONDARY are exchanged": {
    topology: withRecordSets((set) =>
      set.Failover ? { ...set, Failover: set.Failover === "PRIMARY" ? "SECONDARY" : "PRIMARY" } : set,
    ),
    breaks: "baseline",
  },
  "a check probes a port that is closed": {
    topology: withChecks((config, id) => (id === "hc-primary" ? { ...config, Port: 81 } : config)),
    breaks: "baseline",
  },
  "a check searches for what the page does not say": {
    topology: withChecks((config, id) =>
      id === "hc-backup" ? { ...config, SearchString: "status=OK" } : config,
    ),
    breaks: "baseline",
  },
  "the records live for 300 s": {
    topology: withRecordSets((set) => (set.TTL === undefined ? set : { ...set, TTL: 300 })),
    breaks: "wire-ttl",
  },
  "only the backup's record lives for 300 s": {
    topology: withRecordSets((set) => (set.Name.startsWith("backup.") ? { ...set, TTL: 300 } : set)),
    breaks: "wire-ttl",
  },
  "the checks need 3 failures where 2 are promised": {
    topology: withChecks((config) => ({ ...config, FailureThreshold: 3 })),
    breaks: "failure-threshold",
  },
  "the checks probe every 30 s where 10 are promised": {
    topology: withChecks((config) => ({ ...config, RequestInterval: 30 })),
    breaks: "request-interval",
  },
  "rule: one probe is enough": {
    rules: { observe: (state, hasPassed) => observe(state, hasPassed, 1) },
    breaks: "failure-threshold",
  },
  "rule: three probes are needed": {
    rules: { observe: (state, hasPassed) => observe(state, hasPassed, 3) },
    breaks: "failure-threshold",
  },
  "rule: any healthy checker is enough": {
    rules: { isHealthyByCheckers: (healthy, checkers) => checkers === 0 || healthy > 0 },
    breaks: "healthy-share",
  },
  "rule: 12 % are enough": {
    rules: { isHealthyByCheckers: (healthy, checkers) => checkers === 0 || healthy * 100 > 12 * checkers },
    breaks: "healthy-share",
  },
  "rule: 19 % are needed": {
    rules: { isHealthyByCheckers: (healthy, checkers) => checkers === 0 || healthy * 100 > 19 * checkers },
    breaks: "healthy-share",
  },
  "rule: a TTL is rounded up a second too far": {
    rules: { wireTtlSeconds: (ttlSeconds, speed) => Math.round(ttlSeconds / speed) + 1 },
    breaks: "wire-ttl",
  },
};

function withRecordSets(change: (set: ResourceRecordSet) => ResourceRecordSet): StackTopology {
  const { zone } = shopTopology;
  return { ...shopTopology, zone: { ...zone, recordSets: zone.recordSets.map(change) } };
}

function withChecks(change: (config: HealthCheckConfig, id: string) => HealthCheckConfig): StackTopology {
  const healthChecks = shopTopology.healthChecks.map(({ Id, HealthCheckConfig: config }) => ({
    Id,
    HealthCheckConfig: change(config, Id),
  }));
  return { ...shopTopology, healthChecks };
}

function swap(address: string): string {
  return address === "192.0.2.10" ? "198.51.100.20" : "192.0.2.10";
}
