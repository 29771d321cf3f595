import type { Resolution } from "../../../rehearsal/dns/resolver";
import type { AnswerEvent } from "../../../rehearsal/events";
import { canonicalName } from "../../../route53/names";
import type { DnsServer, ObserverOptions } from "./ports";
import { oneByOne } from "./steadily";

/** How often each server is asked, in scenario seconds. */
export const answerPeriodSeconds = 1;

/** Whom to ask, and who is told of every answer besides the changes. */
export interface AnswerOptions extends ObserverOptions {
  readonly observer: AnswerEvent["observer"];
  readonly server: DnsServer;
  readonly onAnswer?: (resolution: Resolution) => void;
}

/** Asks one name server or resolver for the failover name each second; reports the first answer and each that differs. */
export async function runAnswers(options: AnswerOptions): Promise<void> {
  const { topology, observer, server, clock, signal, onEvent, onAnswer, sights } = options;
  const question = { name: canonicalName(topology.record.name), type: topology.record.type };
  let before: string | null = null;
  await oneByOne({ clock, signal, periodSeconds: answerPeriodSeconds }, async () => {
    const resolution = await sights.ask(server, question.name);
    if (signal.aborted) return;
    const seen = JSON.stringify([resolution.rcode, resolution.addresses]);
    if (seen !== before) {
      const atSeconds = clock.nowSeconds();
      onEvent({ event: "answer", atSeconds, observer, server: server.label, ...question, ...resolution });
    }
    before = seen;
    // After the event, so that no shopper uses an answer that nobody has been told of.
    onAnswer?.(resolution);
  });
}
