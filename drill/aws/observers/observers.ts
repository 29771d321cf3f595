import type { Resolution } from "../../../rehearsal/dns/resolver";
import { runFreshShoppers } from "../../../rehearsal/shoppers/fresh";
import { canonicalName } from "../../../route53/names";
import { runAlarmStates } from "./alarmStates";
import { runAnswers } from "./answers";
import { runCheckStates } from "./checkStates";
import { runDirectProbes } from "./directProbes";
import type { DnsServer, ObserverOptions } from "./ports";

/** Everything that is watched in a drill. */
export interface ObservedStack extends ObserverOptions {
  readonly nameServers: readonly DnsServer[];
  /** Of the resolvers the first is the shoppers'. */
  readonly resolvers: readonly DnsServer[];
}

/**
 * Watches a deployed stack until the signal aborts: both sites at their addresses, each name server, each resolver, new
 * shoppers who go where the first resolver sends them, the checks and the alarms. Rejects with what goes wrong in an
 * observer itself; what it looks at may fail as it likes.
 */
export async function runObservers(options: ObservedStack): Promise<void> {
  const { topology, nameServers, resolvers } = options;
  // The first shopper waits for the first answer; nobody is told of a visit that the end cuts off.
  let answered: (resolution: Resolution) => void = () => undefined;
  let latest = new Promise<Resolution>((resolve) => (answered = resolve));
  const onAnswer = (resolution: Resolution): void => {
    answered(resolution);
    latest = Promise.resolve(resolution);
  };
  const onEnd = () => {
    answered({ rcode: "SERVFAIL", addresses: [], wireTtlSeconds: null });
  };
  options.signal.addEventListener("abort", onEnd, { once: true });
  await Promise.all([
    runDirectProbes("primary", options),
    runDirectProbes("backup", options),
    ...nameServers.map((server) => runAnswers({ ...options, observer: "authoritative", server })),
    ...resolvers.map((server, index) =>
      runAnswers({ ...options, observer: "resolver", server, ...(index === 0 && { onAnswer }) }),
    ),
    runFreshShoppers({
      ...options,
      shopper: "fresh",
      record: { name: canonicalName(topology.record.name), type: topology.record.type },
      port: topology.healthCheck.port,
      resolve: () => latest,
    }),
    runCheckStates(options),
    runAlarmStates(options),
  ]);
}
