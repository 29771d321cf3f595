import { setTimeout as sleep } from "node:timers/promises";
import { askSteadily } from "./questions";
import { servedName, serveZone } from "./servedZone";
import { startSite } from "./site";

const ratePerSecond = 5_000;
const loadSeconds = 60;
const breakAfterSeconds = 20;

/**
 * The flip of a server that answers 5,000 questions a second for 60 s, beside that of a second one that is asked
 * nothing: the same zone, the same site, which dies for both at once, and checkers with the same phases.
 */
export async function loadRatio(): Promise<string[]> {
  const [primary, backup] = [await startSite(), await startSite()];
  const [asked, idle] = await Promise.all([1, 2].map(() => serveZone(primary.port, backup.port, 1)));
  if (!asked || !idle) return [];
  try {
    const load = askSteadily(asked.port, servedName, ratePerSecond, sleep(1000 * loadSeconds));
    await sleep(1000 * breakAfterSeconds);
    primary.close();
    const brokenAt = performance.now();
    const tooLate = sleep(1000 * (loadSeconds - breakAfterSeconds), Infinity);
    const flips = await Promise.all([asked, idle].map((zone) => Promise.race([zone.hasFlipped, tooLate])));
    const [askedSeconds = NaN, idleSeconds = NaN] = flips.map((at) => (at - brokenAt) / 1000);
    const { answered, asked: questions, seconds } = await load;
    return [
      `flip of a server asked ${(questions / seconds).toFixed(0)} questions a second for ${seconds.toFixed(0)} s / of an idle one: ` +
        `${(askedSeconds / idleSeconds).toFixed(3)} (${askedSeconds.toFixed(1)} s / ${idleSeconds.toFixed(1)} s; ` +
        `${((100 * answered) / questions).toFixed(2)} % answered)`,
    ];
  } finally {
    backup.close();
    await Promise.all([asked.stop(), idle.stop()]);
  }
}
