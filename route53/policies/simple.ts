import type { RoutingPolicy } from "./choice";
import { equalChances } from "./choice";

/** Simple routing: the one record set there is. Source: developer guide, "Simple routing". */
export const simple: RoutingPolicy = (candidates) => equalChances(candidates.slice(0, 1));
