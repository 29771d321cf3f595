/** The rehearsal's only randomness that shows in its results: drawn from the seed, so that a run can be repeated. */
import { createHash } from "node:crypto";

/**
 * A fraction, at least 0 and below 1, that depends on the seed and on what it is drawn for and on nothing else:
 * the order in which sockets answer does not change what the next one draws.
 */
export function drawFraction(seed: number, ...drawnFor: readonly (string | number)[]): number {
  const digest = createHash("sha256")
    .update(JSON.stringify([seed, ...drawnFor]))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
