import type { Outcome } from "../route53/answer";
import { printable } from "../route53/names";
import type { ServingEvent } from "../rehearsal/serving/events";

/** What a person reads about an event of a served zone: a line without its end. */
export function serveLine(event: ServingEvent): string {
  switch (event.event) {
    case "listening":
      return `Listening on ${event.address}, port ${event.port} (UDP and TCP). Ctrl-C ends it.`;
    case "checker":
      return `${time(event)}  checker ${printable(event.checkId)} ${event.checker}: ${healthy(event)} (${printable(event.reason)})`;
    case "check": {
      const share = event.checkers > 0 ? ` (${event.healthyCheckers} of ${event.checkers} checkers)` : "";
      return `${time(event)}  check ${printable(event.checkId)}: ${healthy(event)}${share}`;
    }
    case "answer":
      return `${time(event)}  answer ${event.name} ${event.type}: ${event.outcomes.map(outcomeText).join("; ")}`;
  }
}

function time({ atSeconds }: { readonly atSeconds: number }): string {
  return `${atSeconds.toFixed(1)} s`.padStart(10);
}

function healthy({ healthy: isHealthy }: { readonly healthy: boolean }): string {
  return isHealthy ? "healthy" : "unhealthy";
}

function outcomeText({ probability, answers }: Outcome): string {
  const data = answers.map((answer) => printable(answer.data)).join(", ") || "no data";
  return probability === 1 ? data : `${Number((100 * probability).toPrecision(4))} % ${data}`;
}
