import { type Attempts, attempts, callLimitMs } from "./attempts";
import { decideHold, emptyMemory, type LatchMemory } from "./failbackLatch";
import { type Look, look } from "./look";
import { metricsOf } from "./metrics";
import { forceBackupKey, memoryKey, type SiteRole, type WatcherPlan } from "./plan";
import type { WatcherPorts } from "./ports";

/** What came of one minute's watch. */
export interface WatchReport {
  readonly look: Look;
  /** Whether the latch has put the switch on just now. */
  readonly hasHeld: boolean;
  /** The calls that failed, and why. */
  readonly failures: readonly string[];
}

/**
 * One minute of watching: looks at everything, publishes what it saw in both regions, and works the latch of manual
 * failback. Never rejects for a call that failed or took more than `limitMs`.
 */
export async function watch(
  plan: WatcherPlan,
  ports: WatcherPorts,
  limitMs = callLimitMs,
): Promise<WatchReport> {
  const calls = attempts(limitMs);
  const seen = await look(plan, ports, calls);
  const [hasHeld] = await Promise.all([
    workLatch(plan, seen, ports, calls),
    publish(plan, seen, ports, calls),
  ]);
  return { look: seen, hasHeld, failures: calls.failures };
}

async function publish(plan: WatcherPlan, seen: Look, ports: WatcherPorts, { attempt }: Attempts) {
  const metrics = metricsOf(seen);
  const roles: readonly SiteRole[] = ["primary", "backup"];
  await Promise.all(
    roles.map((role) =>
      attempt(`metrics in ${plan.regions[role]}`, (signal) =>
        ports.putMetrics(plan.regions[role], plan.namespace, metrics[role], signal),
      ),
    ),
  );
}

/** A memory that cannot be read is not replaced by an empty one: the latch waits for the next minute. */
async function workLatch(
  { operatorSwitch, drills, regions }: WatcherPlan,
  { atMs, sites, answeringSite, operatorSwitch: seenSwitch, drills: seenDrills }: Look,
  ports: WatcherPorts,
  { attempt }: Attempts,
): Promise<boolean> {
  if (!operatorSwitch || operatorSwitch.holdAfterMinutes === null) return false;
  const { bucket, token, holdAfterMinutes } = operatorSwitch;
  const inSwitch = (key: string) => ({ region: regions.backup, bucket, key });
  const before = await attempt("the latch's memory", async (signal) =>
    remembered(await ports.readObject(inSwitch(memoryKey), signal)),
  );
  if (before === null) return false;
  const sight = {
    atMs,
    answeringSite,
    isHealthy: { primary: sites.primary.isHealthy, backup: sites.backup.isHealthy },
    isForced: seenSwitch?.isForced ?? null,
    isDrillInProgress: drills ? (seenDrills?.isInProgress ?? null) : false,
  };
  const { memory, shallHold } = decideHold(before, sight, holdAfterMinutes);
  const [hasHeld] = await Promise.all([
    shallHold &&
      attempt("holding on the backup", (signal) =>
        ports.createObject(inSwitch(forceBackupKey), `${token}\n`, signal),
      ),
    attempt("the latch's memory", (signal) =>
      ports.writeObject(inSwitch(memoryKey), JSON.stringify(memory), signal),
    ),
  ]);
  return hasHeld === true;
}

/** The memory of an older watcher may lack what this one remembers. */
function remembered(text: string | null): LatchMemory {
  return text === null ? emptyMemory : { ...emptyMemory, ...(JSON.parse(text) as Partial<LatchMemory>) };
}
