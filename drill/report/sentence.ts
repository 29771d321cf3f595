import type { StackTopology } from "../../recording/topology";
import type { FaultKind } from "../../rehearsal/faults/fault";
import { promisedRow } from "../prediction";
import type { Judgement } from "../verdict";

/** What the sentence is about. */
export interface JudgedFault {
  readonly topology: StackTopology;
  readonly judgement: Judgement;
  readonly fault: string;
  readonly failureKind: FaultKind;
}

/** What a verdict says to people, in one sentence; its findings follow separately. */
export function verdictSentence({ topology, judgement, failureKind, fault }: JudgedFault): string {
  const promised = promise(topology, failureKind, judgement.predicted.failover.resolverSeconds.worstSeconds);
  const { resolverSeconds } = judgement.measured.failover;
  if (judgement.verdict === "inconclusive") {
    return "this machine was too busy to tell; run it again, or with a lower --speed.";
  }
  if (judgement.measured.faultSeconds === null) return "the stack is not whole, so nothing was broken.";
  if (judgement.expectation.answers === "primary") return staySentence(judgement, fault);
  if (resolverSeconds === null) return `${fault} left clients at the dead primary (${promised}).`;
  const moved = `clients were sent to the backup after ${resolverSeconds.toFixed(1)} s (${promised})`;
  return judgement.verdict === "pass" ? `${moved}, and home again.` : `${moved}, but:`;
}

function staySentence({ verdict, expectation }: Judgement, fault: string): string {
  const isAlone = expectation.unhealthySites.length === 2;
  const because = isAlone ? ", for no site is healthy, and nobody is served" : ", as Route 53's rules say";
  return verdict === "pass"
    ? `the answers stay at the primary through ${fault}${because}.`
    : `by Route 53's rules the answers stay at the primary through ${fault}, but:`;
}

/** The budget's own words; a speed that cannot show the TTL as it is has a limit of its own. */
function promise(topology: StackTopology, failureKind: FaultKind, worstSeconds: number): string {
  const { totalWorstSeconds } = promisedRow(topology, failureKind);
  const { rtoSeconds } = topology.budget;
  const isRounded = Math.abs(worstSeconds - totalWorstSeconds) > 0.05;
  const rounded = isRounded ? `, ${worstSeconds.toFixed(1)} s with the TTL of this speed` : "";
  return `promised ${totalWorstSeconds} s${rounded}, accepted ${rtoSeconds} s`;
}
