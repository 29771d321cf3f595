/** What `failover drill` is made of on AWS: the one place that ties flags, clients, observers and hands together. */
import { createRequire } from "node:module";
import type * as clientsModule from "../drill/aws/clients";
import { awsHands } from "../drill/aws/awsHands";
import { loggedClients, type AwsCall } from "../drill/aws/callLog";
import { localJournal } from "../drill/aws/localJournal";
import { pacedClients } from "../drill/aws/pacedClients";
import { nameServerAt } from "../drill/aws/observers/askDns";
import { awsSights } from "../drill/aws/observers/awsSights";
import { runObservers } from "../drill/aws/observers/observers";
import type { DnsServer } from "../drill/aws/observers/ports";
import { gatherFacts } from "../drill/aws/preflight/gather";
import type { AwsTopology } from "../drill/aws/topology";
import { wallClock } from "../rehearsal/clock";
import { startLagMeter } from "../rehearsal/lag";
import type { Routes } from "../rehearsal/loopback";
import { targetRoutes } from "../rehearsal/serving/targets";
import { topologyOf } from "./awsStack";
import type { DrillCommandOptions, DrillParts, DrillStage } from "./drill";
import { UserError } from "./errors";
import { endpointOf } from "./serveFlags";
import type { Surroundings } from "./surroundings";

const load = createRequire(__filename);

/** The parts of a drill on AWS. */
export const awsDrillParts: DrillParts = { topologyOf, stage };

async function stage(
  topology: AwsTopology,
  options: DrillCommandOptions,
  signal: AbortSignal,
  environment: Surroundings["environment"],
): Promise<DrillStage> {
  const now = () => new Date();
  const calls: AwsCall[] = [];
  const { awsClients } = load("../drill/aws/clients") as typeof clientsModule;
  const clock = wallClock(options.speed);
  const paced = pacedClients(awsClients(options), clock);
  const clients = loggedClients(paced, now, (call) => calls.push(call));
  const lag = startLagMeter(options.speed);
  const sights = awsSights(clients);
  const routes = routesBy(options.map ?? {});
  const nameServers = await nameServersOf(topology, options);
  const resolvers = resolversOf(options);
  const { operations, stack } = topology;
  if (!operations) throw new UserError(`stack ${stack} has no operations, which a drill needs.`);
  const local = localJournal(stack, environment);
  const hands = awsHands({ topology: { ...topology, operations }, clients, clock, local });
  const { fault } = options;
  const world = { topology, sights, routes, nameServers, resolvers, clock };
  return {
    clock,
    now,
    hands,
    gather: () => gatherFacts({ ...world, fault, clients, hands, now, signal }),
    observe: (onEvent, ended) =>
      runObservers({ ...world, onEvent, signal: ended }).finally(() => {
        lag.stop();
      }),
    nameServers: nameServers.map(({ label }) => label),
    resolvers: resolvers.map(({ label }) => label),
    worstLagSeconds: () => lag.worstSeconds(),
    calls: () => calls,
  };
}

/** A public address leads to itself, unless something stands in for it. */
export function routesBy(maps: Readonly<Record<string, string>>): Routes {
  const mapped = targetRoutes(
    Object.entries(maps).map(([target, to]) => ({
      target,
      port: null,
      to: endpointOf(`--map ${target}`, to, 1),
    })),
  );
  return (publicIp, port) => mapped(publicIp, port) ?? { address: publicIp, port };
}

/** The zone's own, each found once: a drill must not depend on finding them again. */
async function nameServersOf(
  { zone }: AwsTopology,
  { nameServer }: DrillCommandOptions,
): Promise<DnsServer[]> {
  if (nameServer === undefined) return Promise.all(zone.nameServers.map((name) => nameServerAt(name)));
  return [{ label: nameServer, addresses: [nameServer] }];
}

function resolversOf({ resolver = [] }: DrillCommandOptions): DnsServer[] {
  if (resolver.length === 0) return [{ label: "this machine's resolver", addresses: [] }];
  return resolver.map((server) => ({ label: server, addresses: [server] }));
}
