import { request } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { LoopbackEndpoint } from "../loopback";

// Wall time: how fast this machine wakes a process is nothing of the scenario.
const limitMs = 15_000;
const firstTryMs = 20;
const longestTryMs = 2_000;

/**
 * Resolves once something answers HTTP at the endpoint, whatever it says; rejects when nothing has for 15 s of wall
 * time. The kernel repeats a connection attempt that a full queue has dropped only after a second, so impatient tries
 * come first, and patient ones, for a busy machine, later.
 */
export async function untilServed(endpoint: LoopbackEndpoint): Promise<void> {
  const limit = AbortSignal.timeout(limitMs);
  for (
    let tryMs = firstTryMs;
    !(await isServed(endpoint, tryMs));
    tryMs = Math.min(2 * tryMs, longestTryMs)
  ) {
    if (limit.aborted)
      throw new Error(`Nothing answers at ${endpoint.address}:${endpoint.port} within 15 s.`);
    // A refusal comes at once.
    await setTimeout(1);
  }
}

function isServed({ address, port }: LoopbackEndpoint, tryMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const attempt = request({ host: address, port, agent: false, signal: AbortSignal.timeout(tryMs) });
    attempt.on("response", () => {
      attempt.destroy();
      resolve(true);
    });
    attempt.on("error", () => {
      resolve(false);
    });
    attempt.end();
  });
}
