/** A primary site that a fault can break, and how a probe of it ends in scenario time. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TopologySite } from "../../../recording/topology";
import { probeEndpoint } from "../../../rehearsal/checkers/probe";
import { loopbackAddresses, type LoopbackEndpoint } from "../../../rehearsal/loopback";
import { openJournal } from "../../../rehearsal/sites/journal";
import { startSite, type Site } from "../../../rehearsal/sites/site";
import { probeOf, type ProbeResult } from "../../../route53/probe";
import type { HealthCheck } from "../../../route53/types";
import { manualClock } from "../../support/manualClock";
import { shopTopology } from "../../support/shopTopology";

/** A live site's endpoint for the shop. */
export function shopOf(site: Site): LoopbackEndpoint {
  const endpoint = site.ports.get(80);
  assert.ok(endpoint);
  return endpoint;
}

/** A live site; `close` ends it and leaves nothing. */
export async function liveSite(): Promise<{ site: Site; close: () => Promise<void> }> {
  const [primary] = shopTopology.sites as [TopologySite];
  const folder = mkdtempSync(join(tmpdir(), "fault-test-"));
  const site = await startSite(primary, (await loopbackAddresses())(), openJournal(folder));
  const close = async (): Promise<void> => {
    await site.close();
    rmSync(folder, { recursive: true });
  };
  return { site, close };
}

/** What a checker concludes, and how long its probe took: time passes only while nothing else happens any more. */
export async function probeSite(site: Site): Promise<ProbeResult & { readonly tookSeconds: number }> {
  const [check] = shopTopology.healthChecks as [HealthCheck];
  const sends = probeOf(check);
  const to = shopOf(site);
  assert.ok(sends?.protocol === "http");
  const clock = manualClock();
  const { signal } = new AbortController();
  let result: ProbeResult | null = null;
  const probing = probeEndpoint({ check, sends, to, from: "127.0.0.1", clock, signal }).then((ended) => {
    result = ended;
    return ended;
  });
  // Far longer than a live site takes, so that what is still open then depends on the scenario's clock alone.
  await Promise.race([probing, new Promise((resolve) => setTimeout(resolve, 500))]);
  while (!(result as ProbeResult | null) && clock.nowSeconds() < 20) await clock.advance(0.5);
  return { ...(await probing), tookSeconds: clock.nowSeconds() };
}
