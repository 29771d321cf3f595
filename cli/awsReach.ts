import type { Reach } from "../drill/aws/sights/world";
import type { AwsTopology } from "../drill/aws/topology";
import { targetKey, targetRoutes } from "../rehearsal/serving/targets";
import { printable } from "../route53/names";
import type { AwsFlags } from "./awsFlags";
import { UserError } from "./errors";
import { endpointOf } from "./serveFlags";

/** How the flags say that a stack is reached. Throws UserError for a map of what the stack does not have. */
export function reachOf(
  { map = {}, nameServer, resolver }: Pick<AwsFlags, "map" | "nameServer" | "resolver">,
  { sites, operatorSwitch }: AwsTopology,
): Reach {
  const known = [...sites.map(({ publicIp }) => publicIp), ...(operatorSwitch ? [operatorSwitch.fqdn] : [])];
  const maps = Object.entries(map).map(([target, to]) => {
    const flag = `--map ${printable(target)}`;
    if (!known.map(targetKey).includes(targetKey(target)))
      throw new UserError(`${flag}: the stack has no such address. It has ${known.join(", ")}.`);
    return { target, port: null, to: endpointOf(flag, to, 1) };
  });
  return {
    standIn: targetRoutes(maps),
    nameServers: nameServer === undefined ? null : [nameServer],
    resolvers: resolver ?? [null],
  };
}
