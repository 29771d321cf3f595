import type { DirectEvent, RehearsalEvent } from "../rehearsal/events";
import type { StackTopology } from "../recording/topology";
import { observerLabel } from "../drill/report/words";
import { checkLabel, hostName, targetsInWords } from "../drill/wiring";
import { faultNamed } from "../rehearsal/faults";
import type { FaultName } from "../rehearsal/faults/names";

/** What an event says to people who watch; `isNews` unless it only moves a count. */
export interface Narration {
  readonly text: string;
  readonly isNews: boolean;
}

/** Tells a rehearsal as it happens; null for what is told by what follows from it (probes, opinions, pages). */
export function narrator(topology: StackTopology): (event: RehearsalEvent) => Narration | null {
  const healthOf = new Map<string, boolean>();
  const tellDirect = directTeller();
  return (event) => {
    const at = `${event.atSeconds.toFixed(1).padStart(6)} s  `;
    switch (event.event) {
      case "fault":
        return { text: `${at}fault: ${event.fault} on ${brokenSites(event.fault)}`, isNews: true };
      case "restore":
        return { text: `${at}restored: ${answering(event.fault)} again`, isNews: true };
      case "answer": {
        const server = event.server === undefined ? "" : ` ${event.server}`;
        const who = `${observerLabel(event.observer)}${server}`;
        const site = topology.sites.find(({ publicIp }) => publicIp === event.addresses.join());
        const where = event.addresses.join(", ") || event.rcode;
        const role = site ? `, the ${site.role}` : "";
        return { text: `${at}${who}: ${hostName(topology)} is at ${where}${role}`, isNews: true };
      }
      case "check": {
        // A new check is healthy until proven otherwise: no news.
        const isNews = (healthOf.get(event.checkId) ?? true) !== event.healthy;
        healthOf.set(event.checkId, event.healthy);
        const state = event.healthy ? "healthy" : "unhealthy";
        const { healthyCheckers, checkers } = event;
        // A calculated check has no checkers of its own.
        const votes = checkers > 0 ? `, ${healthyCheckers} of ${checkers} checkers pass` : "";
        return { text: `${at}${checkLabel(topology, event.checkId)}: ${state}${votes}`, isNews };
      }
      case "heal": {
        const what = `mended: ${brokenSites(event.fault)}, while the switch keeps the traffic away`;
        return { text: `${at}${what}`, isNews: true };
      }
      case "alarm": {
        const state = event.state === "ALARM" ? "goes off" : "is over";
        return { text: `${at}alarm in ${event.region}: ${event.alarm} ${state}`, isNews: true };
      }
      case "direct":
        return tellDirect(event, at);
      case "look":
        if (!event.hasHeld) return null;
        return { text: `${at}site watcher: puts the switch on, to hold traffic on the backup`, isNews: true };
      case "update":
      case "probe":
      case "checker":
      case "page":
        return null;
    }
  };
}

/** Tells what a site answers that is asked at its own address. */
function directTeller(): (event: DirectEvent, at: string) => Narration | null {
  const latestOf = new Map<string, DirectEvent>();
  return (event, at) => {
    const latest = latestOf.get(event.site);
    // A probe that hangs ends after later ones, and tells of the time before them.
    if (latest && latest.startedAtSeconds > event.startedAtSeconds) return null;
    latestOf.set(event.site, event);
    const isNews = (latest?.reason ?? "HTTP 200") !== event.reason;
    return { text: `${at}the ${event.site}, asked directly: ${event.reason}`, isNews };
  };
}

function brokenSites(fault: FaultName): string {
  return targetsInWords(faultNamed(fault));
}

function answering(fault: FaultName): string {
  return `${brokenSites(fault)} ${faultNamed(fault).targets.length > 1 ? "answer" : "answers"}`;
}
