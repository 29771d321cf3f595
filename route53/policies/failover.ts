import type { RoutingPolicy } from "./choice";
import { equalChances } from "./choice";

/** Failover routing: the PRIMARY, else the SECONDARY. Source: API ResourceRecordSet.Failover. */
export const failover: RoutingPolicy = (candidates) => {
  const primary = candidates.filter((recordSet) => recordSet.Failover === "PRIMARY");
  return equalChances((primary.length > 0 ? primary : candidates).slice(0, 1));
};
