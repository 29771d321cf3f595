import { request } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { LoopbackEndpoint } from "../loopback";

// Wall time: how fast this machine wakes a process is nothing of the scenario.
const limitMs = 15_000;
const firstTryMs = 20;
const longestTryMs = 2_000;
const betweenRefusalsMs = 5;

/**
 * Resolves once something answers HTTP at the endpoint, whatever it says; rejects when nothing has for 15 s of wall
 * time. The kernel repeats a connection attempt that a full queue has dropped only after a second, so impatient tries
 * come first, and patient ones, for a busy machine, later.
 */
export async function untilServed(endpoint: LoopbackEndpoint): Promise<void> {
  const limit = AbortSignal.timeout(limitMs);
  let tryMs = firstTryMs;
  for (;;) {
    const patience = AbortSignal.timeout(tryMs);
    if (await isServed(endpoint, patience)) return;
    if (limit.aborted)
      throw new Error(`Nothing answers at ${endpoint.address}:${endpoint.port} within 15 s.`);
    if (patience.aborted) tryMs = Math.min(2 * tryMs, longestTryMs);
    else await setTimeout(betweenRefusalsMs);
  }
}

function isServed({ address, port }: LoopbackEndpoint, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const attempt = request({ host: address, port, agent: false, signal });
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
