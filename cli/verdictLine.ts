import type { RehearsalResult } from "./rehearsalReport";

/** The last line of `--json`: the verdict, and both sides of the comparison that it rests on. */
export function verdictLine(result: RehearsalResult, worstLagSeconds: number): string {
  const { topology, judgement, fault, failureKind, speed, seed, tookSeconds, assumed = null } = result;
  const { verdict, findings, predicted, measured } = judgement;
  const { stack, budget } = topology;
  const circumstances = {
    speed,
    seed,
    worstLagSeconds: toThousandths(worstLagSeconds),
    tookSeconds: toThousandths(tookSeconds),
  };
  const line = {
    event: "verdict",
    verdict,
    stack,
    fault,
    failureKind,
    ...(assumed !== null && { assumed }),
    budget,
    predicted,
    measured,
    findings,
  };
  return `${JSON.stringify({ ...line, ...circumstances })}\n`;
}

function toThousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
