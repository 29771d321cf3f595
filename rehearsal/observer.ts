/** Watches what the authoritative server and the resolver say about one name. */
import type { Question } from "../route53/answer";
import { untilAborted, type Clock } from "./clock";
import type { Resolve } from "./dns/resolver";
import type { AnswerEvent } from "./events";

/** What an observer works with. */
export interface ObserverOptions {
  readonly observer: AnswerEvent["observer"];
  readonly question: Question;
  readonly resolve: Resolve;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: AnswerEvent) => void;
}

/** How often an observer asks, in scenario seconds: no change is seen later than that. */
export const observerPeriodSeconds = 0.5;

/** Asks until the signal aborts; reports the first answer and each that differs from the one before. */
export async function runObserver(options: ObserverOptions): Promise<void> {
  const { observer, question, resolve, clock, signal, onEvent } = options;
  let before: string | null = null;
  await untilAborted(signal, async () => {
    const askedAtSeconds = clock.nowSeconds();
    const resolution = await resolve(question);
    const seen = JSON.stringify([resolution.rcode, resolution.addresses]);
    if (seen !== before && !signal.aborted) {
      onEvent({ event: "answer", atSeconds: clock.nowSeconds(), observer, ...question, ...resolution });
    }
    before = seen;
    await clock.sleep(Math.max(0, askedAtSeconds + observerPeriodSeconds - clock.nowSeconds()), signal);
  });
}
