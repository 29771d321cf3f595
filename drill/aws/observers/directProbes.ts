import type { SiteRole } from "../../../recording/topology";
import type { ObserverOptions } from "./ports";
import { lookAtSite } from "./sitePage";
import { sideBySide } from "./steadily";

/** How often each site is asked, in scenario seconds. */
export const directPeriodSeconds = 1;

/**
 * Asks a site for its health page each second, by its address: no check and no answer is in between, so it shows when
 * the site itself went and came. A probe that hangs does not put off the next.
 */
export async function runDirectProbes(site: SiteRole, options: ObserverOptions): Promise<void> {
  const { clock, signal, onEvent } = options;
  await sideBySide({ clock, signal, periodSeconds: directPeriodSeconds }, async () => {
    const startedAtSeconds = clock.nowSeconds();
    const { isHealthy, reason } = await lookAtSite(site, options);
    // What the end of the drill has cut off says nothing about the site.
    if (signal.aborted) return;
    const atSeconds = clock.nowSeconds();
    onEvent({ event: "direct", atSeconds, startedAtSeconds, site, passed: isHealthy, reason });
  });
}
