import type { Clock } from "../../rehearsal/clock";
import type { AwsClients } from "./clients";
import { turns } from "./turns";

/** The same clients, whose requests to Route 53 keep their distance, whoever makes them: those made again, too. */
export function pacedClients(clients: AwsClients, clock: Clock): AwsClients {
  const turn = turns(clock);
  const known = new WeakSet<object>();
  return {
    ...clients,
    route53: () => {
      const service = clients.route53();
      const { client } = service;
      if (known.has(client)) return service;
      known.add(client);
      client.middlewareStack.add(
        (next) => async (given) => {
          await turn();
          return next(given);
        },
        // Behind the SDK's retries, which are of high priority.
        { step: "finalizeRequest", priority: "low", name: "pace" },
      );
      return service;
    },
  };
}
