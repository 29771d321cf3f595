import { promises as dns } from "node:dns";
import { askNameServer } from "../../../site-watcher/nodeDns";

/**
 * The IPv4 addresses that a resolver gives for a name, from its cache if it likes.
 *
 * @param resolver `address[:port]`, or null for this machine's own.
 */
export async function askResolver(
  resolver: string | null,
  name: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (resolver !== null) return askNameServer(resolver, name, signal);
  signal.throwIfAborted();
  const own = new dns.Resolver();
  const cancel = () => {
    own.cancel();
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await own.resolve4(name);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
