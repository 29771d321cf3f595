/** What all shoppers have in common: the shop, the way to it, and whom they tell. */
import type { Clock } from "../clock";
import type { Resolve } from "../dns/resolver";
import type { PageEvent } from "../events";
import type { LoopbackEndpoint, Routes } from "../loopback";
import type { Page } from "./page";

/**
 * The kinds of shoppers. `fresh`: looks the name up and connects anew each time, behind a resolver that honours the
 * TTL; `pooled`: keeps its connection while it lives; `clamped`: as fresh, behind a resolver that keeps every answer
 * for `clampedTtlSeconds` at least; `forever`: as fresh, but looks the name up only once.
 */
export const shopperKinds = ["fresh", "pooled", "clamped", "forever"] as const;

/** One of the kinds. */
export type ShopperKind = (typeof shopperKinds)[number];

/** What a shopper works with. */
export interface ShopperOptions {
  readonly shopper: ShopperKind;
  /** The shop's name and the type of its record. */
  readonly record: { readonly name: string; readonly type: string };
  /** The shop's port on its public addresses. */
  readonly port: number;
  readonly resolve: Resolve;
  readonly routes: Routes;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: PageEvent) => void;
}

/** How often a shopper wants a page, in scenario seconds. */
export const visitPeriodSeconds = 1;

/** Looks the shop up: where it is, or the page that there cannot be. */
export async function findShop({
  record,
  port,
  resolve,
  routes,
}: ShopperOptions): Promise<LoopbackEndpoint | Page> {
  const { rcode, addresses } = await resolve(record);
  const [address] = addresses;
  if (address === undefined)
    return { isServed: false, site: null, detail: `no address for the shop: ${rcode}` };
  return routes(address, port);
}

/** The name of the shop as a browser sends it. */
export function hostOf({ record }: ShopperOptions): string {
  return record.name.replace(/\.$/, "");
}

/** Tells what came of a visit, unless the end of the rehearsal has cut it off. */
export function tell(options: ShopperOptions, startedAtSeconds: number, page: Page): void {
  if (options.signal.aborted) return;
  options.onEvent({
    event: "page",
    atSeconds: options.clock.nowSeconds(),
    startedAtSeconds,
    shopper: options.shopper,
    ...page,
  });
}
