import type { FaultKind } from "../rehearsal/faults/fault";

/** The instants of a failover that are predicted, measured and compared, in the order in which they happen. */
export const milestoneNames = [
  "firstProbeSeconds",
  "checkSeconds",
  "authoritativeSeconds",
  "resolverSeconds",
  "shopperSeconds",
] as const;

/** One of the instants. */
export type MilestoneName = (typeof milestoneNames)[number];

/** The instants of a fault of this kind: where probes of the primary do not decide both ways, there is no first one. */
export function milestonesOf(failureKind: FaultKind): readonly MilestoneName[] {
  const isProbed = !["inverted", "switched", "held"].includes(failureKind);
  return milestoneNames.filter((name) => isProbed || name !== "firstProbeSeconds");
}

/** The two ways: to the backup when the fault takes hold, and home to the primary when it is undone. */
export type Leg = "failover" | "failback";

/** What has happened at each instant, in words. */
export const milestonePhrases: Readonly<Record<Leg, Readonly<Record<MilestoneName, string>>>> = {
  failover: {
    firstProbeSeconds: "first probe of the primary fails",
    checkSeconds: "health check turns unhealthy",
    authoritativeSeconds: "name server answers with the backup",
    resolverSeconds: "caching resolver answers with the backup",
    shopperSeconds: "new shopper gets a page from the backup",
  },
  failback: {
    firstProbeSeconds: "first probe of the primary passes",
    checkSeconds: "health check turns healthy",
    authoritativeSeconds: "name server answers with the primary",
    resolverSeconds: "caching resolver answers with the primary",
    shopperSeconds: "new shopper gets a page from the primary",
  },
};
