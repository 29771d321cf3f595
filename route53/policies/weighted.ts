import type { RoutingPolicy } from "./choice";
import { equalChances } from "./choice";

/**
 * Weighted routing: in proportion to the weights. Sets of weight 0 are considered only where no other is left, and
 * then share equally.
 * Source: developer guide, "Weighted routing" and "How Route 53 chooses records when health checking is configured".
 */
export const weighted: RoutingPolicy = (candidates) => {
  const totalWeight = candidates.reduce((total, { Weight: weight = 0 }) => total + weight, 0);
  if (totalWeight === 0) return equalChances(candidates);
  return candidates
    .map((recordSet) => ({ probability: (recordSet.Weight ?? 0) / totalWeight, recordSets: [recordSet] }))
    .filter(({ probability }) => probability > 0);
};
