import { answeringSite } from "./answeringSite";
import type { Attempts } from "./attempts";
import { drillRuns, type DrillRuns } from "./drillRuns";
import type { SiteRole, WatcherPlan } from "./plan";
import type { WatcherPorts } from "./ports";
import { replicationLagSeconds } from "./replicationLag";
import { siteHealth, type SiteHealth } from "./siteHealth";
import { switchState, type SwitchState } from "./switchState";

/** What the watcher sees at one time. */
export interface Look {
  readonly atMs: number;
  readonly sites: Readonly<Record<SiteRole, SiteHealth>>;
  readonly answeringSite: SiteRole | null;
  /** Null without a switch. */
  readonly operatorSwitch: SwitchState | null;
  /** Whether both sites serve the same content; null without replicated content, or when a site does not say. */
  readonly isContentInSync: boolean | null;
  /** Null without replicated content, or when it cannot be told. */
  readonly replicationLagSeconds: number | null;
  /** Null without drills. */
  readonly drills: DrillRuns | null;
}

/** Looks at everything at once. */
export async function look(plan: WatcherPlan, ports: WatcherPorts, calls: Attempts): Promise<Look> {
  const { operatorSwitch, content, drills, regions } = plan;
  const atMs = ports.nowMs();
  const [primary, backup, answering, switched, lagSeconds, runs] = await Promise.all([
    siteHealth("primary", plan, ports, calls),
    siteHealth("backup", plan, ports, calls),
    answeringSite(plan, ports, calls),
    operatorSwitch && switchState(operatorSwitch, regions.backup, ports, calls),
    content && replicationLagSeconds(content, regions, ports, calls),
    drills && drillRuns(drills, regions, ports, calls),
  ]);
  return {
    atMs,
    sites: { primary, backup },
    answeringSite: answering,
    operatorSwitch: switched,
    isContentInSync: content && isSame(primary.contentVersion, backup.contentVersion),
    replicationLagSeconds: lagSeconds,
    drills: runs,
  };
}

function isSame(one: string | null, other: string | null): boolean | null {
  return one === null || other === null ? null : one === other;
}
