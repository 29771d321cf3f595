/** What the values of `failover serve`'s flags mean, and what is wrong with them. */
import { printable } from "../route53/names";
import type { HealthCheck } from "../route53/types";
import type { LoopbackEndpoint } from "../rehearsal/loopback";
import {
  loopbackAddress,
  targetKey,
  type MappedTarget,
  type ProbedEndpoint,
} from "../rehearsal/serving/targets";
import { KnownNames } from "./answerNames";
import { UserError } from "./errors";

type Flags = Readonly<Record<string, string>>;

/** `HOST:PORT` where HOST is loopback. Throws UserError that begins with `flag`. */
export function endpointOf(flag: string, text: string, leastPort: 0 | 1): LoopbackEndpoint {
  const [, host = "", digits = ""] = /^(.*):(\d{1,5})$/s.exec(text) ?? [];
  const address = loopbackAddress(host);
  const port = Number(digits);
  if (address !== null && digits !== "" && port >= leastPort && port <= 65_535) return { address, port };
  const allowed = `127.x.x.x or localhost, a colon and a port from ${leastPort} to 65535`;
  throw new UserError(`${flag}: it must be ${allowed}, not "${printable(text)}".`);
}

/** Each `TARGET=HOST:PORT`. Throws UserError where HOST:PORT is none, or no check has such a target. */
export function mapsOf(flags: Flags, endpoints: readonly ProbedEndpoint[]): MappedTarget[] {
  const maps = Object.entries(flags).map(([target, to]) => ({
    ...targetOf(target),
    to: endpointOf(`--map ${printable(target)}`, to, 1),
  }));
  const targets = new KnownNames(endpoints.map(({ target }) => targetKey(target)));
  for (const map of maps) {
    const isKnown = endpoints.some(
      ({ target, port }) =>
        targetKey(target) === targetKey(map.target) && (map.port === null || map.port === port),
    );
    if (isKnown) continue;
    const shown = `--map ${printable(map.target)}${map.port === null ? "" : `:${map.port}`}`;
    throw new UserError(`${shown}: no health check probes that.${hint(targets, targetKey(map.target))}`);
  }
  return maps;
}

/** Each `ID=healthy|unhealthy`. Throws UserError for an id that is unknown or a CALCULATED check's, and any other word. */
export function statedHealthOf(flags: Flags, checks: readonly HealthCheck[]): ReadonlyMap<string, boolean> {
  const types = new Map(checks.map(({ Id: id, HealthCheckConfig: { Type: type } }) => [id, type]));
  const ids = new KnownNames(types.keys());
  return new Map(
    Object.entries(flags).map(([id, health]) => {
      const flag = `--status ${printable(id)}`;
      const type = types.get(id);
      if (type === undefined) throw new UserError(`${flag}: there is no such health check.${hint(ids, id)}`);
      if (type === "CALCULATED")
        throw new UserError(`${flag}: a CALCULATED check follows its children: state their status instead.`);
      if (health !== "healthy" && health !== "unhealthy")
        throw new UserError(`${flag}: it must be healthy or unhealthy, not "${printable(health)}".`);
      return [id, health === "healthy"];
    }),
  );
}

/** An IPv6 address has colons of its own: with a port it stands in brackets. */
function targetOf(text: string): Pick<MappedTarget, "target" | "port"> {
  const [, target, digits] = /^([^:]+|\[.*\]):(\d{1,5})$/.exec(text) ?? [];
  if (target === undefined) return { target: text, port: null };
  return { target, port: Number(digits) };
}

function hint(known: KnownNames, name: string): string {
  const nearest = known.nearest(name);
  return nearest === undefined ? "" : ` Did you mean ${printable(nearest)}?`;
}
