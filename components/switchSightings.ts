import * as pulumi from "@pulumi/pulumi";
import type { HealthCheckRegion } from "../route53/types";

/** What one checker has seen last (API GetHealthCheckStatus): the raw result, before thresholds and Inverted. */
export interface Sighting {
  readonly region: string;
  /** Such as `Failure: HTTP Status Code 403, Forbidden. Resolved IP: 192.0.2.1`. */
  readonly status: string;
}

/** The outside world, as far as the wait needs it. */
export interface Reports {
  /** The newest sighting of each checker of a check. May reject; the wait then asks again. */
  readonly read: (healthCheckId: string) => Promise<readonly Sighting[]>;
  readonly sleepSeconds: (seconds: number) => Promise<void>;
  /** Seconds since any fixed moment. */
  readonly nowSeconds: () => number;
}

/** Which check has to be seen, and for how long. */
export interface Awaited {
  readonly healthCheckId: string;
  readonly checkerRegions: readonly HealthCheckRegion[];
  /** How long the switch must have been seen off, so that thresholds and Route 53's own delays have passed. */
  readonly settleSeconds: number;
}

const limitSeconds = 300;
/** Route 53 takes five requests a second from a whole account (Developer Guide, "Quotas"). */
const pollSeconds = 10;

/**
 * Resolves when checkers of every region have seen the switch off, and none has seen it on, for a while.
 *
 * @throws pulumi.RunError after five minutes, with what was seen last.
 */
export async function untilSeenOff(awaited: Awaited, reports: Reports): Promise<void> {
  const { healthCheckId, checkerRegions, settleSeconds } = awaited;
  const startSeconds = reports.nowSeconds();
  let offSinceSeconds: number | null = null;
  for (;;) {
    const seen = await reports.read(healthCheckId).catch((error: unknown) => failure(error));
    const nowSeconds = reports.nowSeconds();
    const isOff = Array.isArray(seen) && isSeenOff(seen, checkerRegions);
    offSinceSeconds = isOff ? (offSinceSeconds ?? nowSeconds) : null;
    if (offSinceSeconds !== null && nowSeconds - offSinceSeconds >= settleSeconds) return;
    if (nowSeconds - startSeconds + pollSeconds > limitSeconds)
      throw new pulumi.RunError(refusal(healthCheckId, seen));
    await reports.sleepSeconds(pollSeconds);
  }
}

/**
 * By the status code that S3 gives for an object that is not there, and not by the word before it: AWS does not say
 * whether the word of an inverted check is inverted as well. 403 without the right to list; 404 after a delete marker.
 */
function isSeenOff(seen: readonly Sighting[], checkerRegions: readonly string[]): boolean {
  const isOn = seen.some(({ status }) => /HTTP Status Code [23]\d\d\b/.test(status));
  const regionsOff = new Set(
    seen.flatMap(({ region, status }) => (/HTTP Status Code 40[34]\b/.test(status) ? [region] : [])),
  );
  return !isOn && checkerRegions.every((region) => regionsOff.has(region));
}

function failure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refusal(healthCheckId: string, seen: readonly Sighting[] | string): string {
  const statuses = typeof seen === "string" ? [seen] : [...new Set(seen.map(({ status }) => status))].sort();
  return [
    `the operator's switch was not seen off by the checkers of health check ${healthCheckId} within ${limitSeconds} s;`,
    `nothing relies on it yet and the PRIMARY record keeps its check.`,
    `Seen last: ${statuses.length === 0 ? "nothing" : statuses.join(" | ")}.`,
    `If the switch is on, turn it off first; then run pulumi up again [switch-seen-off]`,
  ].join(" ");
}
