/** The site watcher at work: its own handler, each minute of the scenario. */
import type { TopologyWatcher } from "../../recording/topology";
import { callLimitMs } from "../../site-watcher/attempts";
import { watch, type WatchReport } from "../../site-watcher/watch";
import { untilAborted } from "../clock";
import type { AlarmEvent, LookEvent } from "../events";
import { newCloudWatch } from "./cloudWatch";
import { rehearsedPorts, type RehearsedPortsOptions } from "./rehearsedPorts";

/** What a watcher works with. */
export interface RunWatcherOptions extends Omit<RehearsedPortsOptions, "plan" | "cloudWatch"> {
  readonly siteWatcher: TopologyWatcher;
  /** Scenario seconds in a wall second: the limit on each call is as much shorter, down to a second. */
  readonly speed: number;
  readonly onEvent: (event: LookEvent | AlarmEvent) => void;
}

/** In wall time: a machine with other work takes a while for a handshake, and that is nothing of the scenario. */
const shortestLimitMs = 1_000;

/** In each minute, the second of the look; in the first one everything else has begun by then. */
const lookSecond = 15;

/** Looks once each minute, and has the alarms judged at the end of each, until the signal aborts. */
export async function runWatcher(options: RunWatcherOptions): Promise<void> {
  const { siteWatcher, speed, clock, signal, onEvent } = options;
  const { plan, alarms } = siteWatcher;
  const cloudWatch = newCloudWatch({ ...options, alarms });
  const ports = rehearsedPorts({ ...options, plan, cloudWatch });
  const until = (seconds: number) => clock.sleep(Math.max(0, seconds - clock.nowSeconds()), signal);
  let minute = 0;
  await untilAborted(signal, async () => {
    await until(minute * 60 + lookSecond);
    const report = await watch(plan, ports, Math.max(callLimitMs / speed, shortestLimitMs));
    // What ends with the rehearsal says nothing of the shop.
    signal.throwIfAborted();
    onEvent(lookEvent(report, clock.nowSeconds()));
    await until((minute + 1) * 60);
    cloudWatch.evaluate(minute);
    minute += 1;
  });
}

function lookEvent({ look, hasHeld, failures }: WatchReport, atSeconds: number): LookEvent {
  return {
    event: "look",
    atSeconds,
    isHealthy: { primary: look.sites.primary.isHealthy, backup: look.sites.backup.isHealthy },
    answeringSite: look.answeringSite,
    isForced: look.operatorSwitch?.isForced ?? null,
    isContentInSync: look.isContentInSync,
    hasHeld,
    failures,
  };
}
