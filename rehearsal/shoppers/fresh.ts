import { untilAborted } from "../clock";
import { getPage } from "./page";
import { findShop, hostOf, tell, visitPeriodSeconds, type ShopperOptions } from "./shopper";

/**
 * New shoppers, one every second: each looks the shop up and connects for itself, whether or not those before it are
 * still waiting. Runs until the signal aborts, and resolves when the last of them has gone.
 */
export async function runFreshShoppers(options: ShopperOptions): Promise<void> {
  const { clock, signal } = options;
  const visits = new Set<Promise<unknown>>();
  let nextSeconds = clock.nowSeconds();
  await untilAborted(signal, async () => {
    const visit: Promise<unknown> = visitAfresh(options).then(() => visits.delete(visit));
    visits.add(visit);
    // One that went wrong stays among the visits, and is told at the end.
    visit.catch(() => undefined);
    // Counted from the plan and not from now, so that a late timer does not make the visits rarer.
    nextSeconds += visitPeriodSeconds;
    await clock.sleep(Math.max(0, nextSeconds - clock.nowSeconds()), signal);
  });
  await Promise.all(visits);
}

async function visitAfresh(options: ShopperOptions): Promise<void> {
  const { clock, signal } = options;
  const startedAtSeconds = clock.nowSeconds();
  const found = await findShop(options);
  const page =
    "address" in found ? await getPage({ to: found, host: hostOf(options), clock, signal }) : found;
  tell(options, startedAtSeconds, page);
}
