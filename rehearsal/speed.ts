/** What a rehearsal faster than life can still show: DNS counts whole seconds, and a machine's own delays stay. */
import type { StackTopology } from "../recording/topology";
import { probeLimits } from "../route53/probe";

/** A TTL as it goes over the wire, in whole wall seconds: scenario seconds by the speed, rounded, at least 1. */
export function wireTtlSeconds(ttlSeconds: number, speed: number): number {
  return Math.max(1, Math.round(ttlSeconds / speed));
}

/**
 * Why the topology cannot be rehearsed at this speed, or null if it can. Too fast is a speed that rounds a TTL down
 * to nothing, or that leaves a probe so little wall time that it would measure this machine's load.
 */
export function speedProblem(topology: Pick<StackTopology, "zone">, speed: number): string | null {
  if (!(speed >= 1)) return `The speed ${speed} is not a number of at least 1.`;
  const reasons = [...ttlLimits(topology), probeLimit];
  const tightest = reasons.reduce((a, b) => (b.largestSpeed < a.largestSpeed ? b : a));
  if (speed <= tightest.largestSpeed) return null;
  return `The speed ${speed} is too high: ${tightest.because}. The largest speed allowed is ${tightest.largestSpeed}.`;
}

interface SpeedLimit {
  readonly largestSpeed: number;
  readonly because: string;
}

// Loopback and Node take a few milliseconds of it, even on a busy machine.
const shortestLimitWallSeconds = 0.05;

const probeLimit: SpeedLimit = {
  largestSpeed: probeLimits.statusLineSeconds / shortestLimitWallSeconds,
  because: `a probe's limit of ${probeLimits.statusLineSeconds} s would be under ${shortestLimitWallSeconds * 1000} ms`,
};

function ttlLimits({ zone }: Pick<StackTopology, "zone">): SpeedLimit[] {
  return zone.recordSets.flatMap(({ TTL: ttlSeconds }) => {
    // A record that nobody may cache cannot be cached for too short a time.
    if (ttlSeconds === undefined || ttlSeconds === 0) return [];
    return [{ largestSpeed: 2 * ttlSeconds, because: `a TTL of ${ttlSeconds} s would round to 0 s` }];
  });
}
