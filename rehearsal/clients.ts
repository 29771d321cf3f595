/** Everyone who uses the failover name: observers, who only ask for it, and shoppers, who want a page. */
import type { Question } from "../route53/answer";
import type { DnsAnswer } from "./dns/client";
import { clampedTtlSeconds, newResolver, resolutionOf, type Resolve } from "./dns/resolver";
import type { AnswerEvent, RehearsalEvent } from "./events";
import { runObserver } from "./observer";
import { drawFraction } from "./seed";
import { resolveOnce } from "./shoppers/forever";
import { runFreshShoppers } from "./shoppers/fresh";
import { runPooledShopper } from "./shoppers/pooled";
import type { ShopperOptions } from "./shoppers/shopper";

/** What all clients share; `ask` asks the authoritative server. */
export interface ClientsOptions extends Omit<ShopperOptions, "shopper" | "resolve" | "onEvent"> {
  readonly ask: (question: Question) => Promise<DnsAnswer>;
  readonly speed: number;
  /** Decides how old the answer is that the clamping resolver holds at the start. */
  readonly seed: number;
  readonly onEvent: (event: RehearsalEvent) => void;
}

/** Runs one client of each kind until the signal aborts; rejects with what goes wrong in any of them. */
export async function runClients(options: ClientsOptions): Promise<void> {
  const { ask, record: question } = options;
  const authoritative: Resolve = async (asked) => resolutionOf(await ask(asked), asked);
  const resolver = newResolver(options);
  const clamping = newResolver({
    ...options,
    leastTtlSeconds: clampedTtlSeconds,
    firstAgeSeconds: clampedTtlSeconds * drawFraction(options.seed, "clamping"),
  });
  const observe = (observer: AnswerEvent["observer"], resolve: Resolve) =>
    runObserver({ ...options, observer, question, resolve });
  await Promise.all([
    observe("authoritative", authoritative),
    observe("resolver", resolver),
    observe("clamping", clamping),
    runFreshShoppers({ ...options, shopper: "fresh", resolve: resolver }),
    runPooledShopper({ ...options, shopper: "pooled", resolve: resolver }),
    runFreshShoppers({ ...options, shopper: "clamped", resolve: clamping }),
    runFreshShoppers({ ...options, shopper: "forever", resolve: resolveOnce(resolver) }),
  ]);
}
