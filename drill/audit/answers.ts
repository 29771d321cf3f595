import type { AnswerEvent, RehearsalEvent } from "../../rehearsal/events";

/**
 * The answers must be exactly the primary's address before the fault; from there change to exactly the backup's, once;
 * and after the restore change back, once. What was answered before the primary first was is the baseline's business.
 * A sentence for each answer that breaks this.
 *
 * @param restoreSeconds when the primary answered again, as `atSeconds`; null if it did not.
 */
export function auditAnswers(
  events: readonly RehearsalEvent[],
  addresses: { readonly primary: string; readonly backup: string },
  restoreSeconds: number | null,
): string[] {
  const faultSeconds = events.find(({ event }) => event === "fault")?.atSeconds ?? Infinity;
  const latest = new Map<AnswerEvent["observer"], "primary" | "backup">();
  const problems: string[] = [];
  for (const event of events) {
    if (event.event !== "answer") continue;
    const isBroken = event.atSeconds >= faultSeconds;
    const isRestored = event.atSeconds >= (restoreSeconds ?? Infinity);
    const before = latest.get(event.observer);
    const given = event.addresses.join(", ");
    const role = given === addresses.primary ? "primary" : given === addresses.backup ? "backup" : null;
    if (before === undefined && role !== "primary") continue;
    const mayBePrimary = !isBroken || isRestored || before === "primary";
    const mayBeBackup = isBroken && (!isRestored || before === "backup");
    const isExpected = (role === "primary" && mayBePrimary) || (role === "backup" && mayBeBackup);
    const phase = isRestored ? "after the restore" : isBroken ? "during the fault" : "before the fault";
    if (!isExpected) problems.push(describe(event, phase));
    if (role) latest.set(event.observer, role);
  }
  return problems;
}

function describe({ observer, addresses, rcode, atSeconds }: AnswerEvent, phase: string): string {
  const who = observer === "authoritative" ? "authoritative server" : "resolver";
  return `The ${who} answered ${addresses.join(", ") || rcode} ${phase}, at ${atSeconds.toFixed(1)} s.`;
}
