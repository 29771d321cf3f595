/** Preflight rules about whether shoppers will be well at the backup. */
import { healthOf } from "../observers/checkStates";
import type { DrillFacts } from "./facts";
import { inWhatIsSeen, type PlannedDrill, type PreflightRule } from "./rule";
import { silences } from "./silence";

/** The rules, in the order in which they are told. */
export function backupRules(): PreflightRule[] {
  return [
    { id: "backup-healthy", breaches: backupHealthy },
    { id: "content-fresh", breaches: contentFresh },
    { id: "override-off", breaches: overrideOff },
  ];
}

function backupHealthy({ sites, sights }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  const [, { publicIp, healthCheckId }] = topology.sites;
  const { page } = sites.backup;
  const atAddress = page.isHealthy ? [] : [`The backup is not healthy at ${publicIp}: ${page.reason}.`];
  const byChecks = inWhatIsSeen("What the checkers say", sights, (value) => [
    ...silences(value, [{ healthCheckId, label: "the backup's check" }]),
    ...(healthOf(value)(healthCheckId)
      ? []
      : [`Route 53's checkers call the backup unhealthy (${healthCheckId}).`]),
  ]);
  return [...atAddress, ...byChecks];
}

/** Sites that do not say what they serve are not compared. */
function contentFresh({ sites }: DrillFacts): readonly string[] {
  const primary = sites.primary.page.contentVersion;
  const backup = sites.backup.page.contentVersion;
  if (primary === null || backup === null || primary === backup) return [];
  return [`The backup serves content ${backup}, the primary ${primary}: wait until it is replicated.`];
}

function overrideOff({ isSwitchOn }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  if (isSwitchOn === null) return [];
  return inWhatIsSeen("The operator's switch", isSwitchOn, (isOn) =>
    isOn
      ? [
          `The operator's switch is on, so shoppers are at the backup: failover override off --stack ${topology.stack}`,
        ]
      : [],
  );
}
