import type { Resolution, Resolve } from "../dns/resolver";

/**
 * A client's own cache that keeps the first address for as long as the client lives, and no failure: Java's old default
 * (`networkaddress.cache.ttl` = -1). It is for the question of one name.
 * Source: AWS SDK for Java developer guide, "Set the JVM TTL for DNS name lookups".
 */
export function resolveOnce(resolve: Resolve): Resolve {
  let remembered: Resolution | null = null;
  return async (question) => {
    if (remembered) return remembered;
    const resolution = await resolve(question);
    if (resolution.addresses.length > 0) remembered = resolution;
    return resolution;
  };
}
