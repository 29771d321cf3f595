import { answersPerSecond } from "./questions";
import { servedName, serveZone } from "./servedZone";
import { startSite } from "./site";
import { startUnbound } from "./unbound";

const seconds = 3;

/** Answers a second of `failover serve`, beside unbound answering the same record from its cache, each a process of its own. */
export async function dnsRatio(): Promise<string[]> {
  const site = await startSite();
  const zone = await serveZone(site.port, site.port, 1);
  const unbound = await startUnbound(zone.port);
  try {
    await answersPerSecond(zone.port, servedName, 1);
    const ours = await answersPerSecond(zone.port, servedName, seconds);
    if (!unbound)
      return [
        `DNS answers: ${ours.toFixed(0)} a second; unbound is not installed, so nothing stands beside it`,
      ];
    // The first question fills the cache.
    await answersPerSecond(unbound.port, servedName, 1);
    const theirs = await answersPerSecond(unbound.port, servedName, seconds);
    const rates = `${ours.toFixed(0)} / ${theirs.toFixed(0)} a second`;
    return [`DNS answers by the rules / by unbound from its cache: ${(ours / theirs).toFixed(2)} (${rates})`];
  } finally {
    await unbound?.stop();
    await zone.stop();
    site.close();
  }
}
