/** Which routing policy a record set follows. */
import { titleOf } from "../names";
import type { ResourceRecordSet } from "../types";
import { ZoneError } from "../zoneError";
import type { RoutingPolicy } from "./choice";
import { failover } from "./failover";
import { geolocation } from "./geolocation";
import { latency } from "./latency";
import { multivalue } from "./multivalue";
import { simple } from "./simple";
import { weighted } from "./weighted";

/** Route 53's routing policies by their names in the developer guide. */
export type PolicyName =
  "simple" | "failover" | "weighted" | "latency" | "geolocation" | "multivalue" | "geoproximity" | "IP-based";

/** The policies that a record set asks for: simple routing by asking for none. The API allows at most one. */
export function policyNames(recordSet: ResourceRecordSet): readonly PolicyName[] {
  const names: PolicyName[] = [];
  if (recordSet.Failover !== undefined) names.push("failover");
  if (recordSet.Weight !== undefined) names.push("weighted");
  if (recordSet.Region !== undefined) names.push("latency");
  if (recordSet.GeoLocation !== undefined) names.push("geolocation");
  if (recordSet.MultiValueAnswer === true) names.push("multivalue");
  if (recordSet.GeoProximityLocation !== undefined) names.push("geoproximity");
  if (recordSet.CidrRoutingConfig !== undefined) names.push("IP-based");
  return names.length > 0 ? names : ["simple"];
}

/** The policy of a set's group, which the API keeps the same for the whole group. Throws ZoneError if it is not modelled. */
export function policyOf(recordSet: ResourceRecordSet): RoutingPolicy {
  const [name = "simple"] = policyNames(recordSet);
  const policy = policies[name];
  if (!policy) throw new ZoneError([unsupportedPolicy(recordSet, name)]);
  return policy;
}

/** The problem of each set of a group whose policy is not modelled. */
export function unsupportedPolicies(recordSets: readonly ResourceRecordSet[]): readonly string[] {
  return recordSets.flatMap((recordSet) =>
    policyNames(recordSet)
      .filter((name) => !policies[name])
      .map((name) => unsupportedPolicy(recordSet, name)),
  );
}

const policies: Readonly<Record<PolicyName, RoutingPolicy | null>> = {
  simple,
  failover,
  weighted,
  latency,
  geolocation,
  multivalue,
  // They need maps that AWS does not publish, and the client's address.
  geoproximity: null,
  "IP-based": null,
};

function unsupportedPolicy(recordSet: ResourceRecordSet, name: PolicyName): string {
  return `${titleOf(recordSet)}: ${name} routing is not modelled.`;
}
