/** Makes a stopped process look like a stopped machine: without room in its accept queue, the kernel drops SYNs. */
import { connect, type Socket } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { LoopbackEndpoint } from "../loopback";

/**
 * The backlog that a site listens with: room for every checker and shopper at once, yet filled in milliseconds.
 * (With a backlog of a few connections, a healthy site would lose bursts of probes.)
 */
export const acceptBacklog = 128;

// The kernel completes a loopback handshake within the system call, whatever the listening process does.
const hangingAfterMs = 25;

// macOS and Linux may cap the backlog, never raise it much; beyond this, somebody is accepting.
const mostConnections = 4 * acceptBacklog;

/**
 * Opens connections that nobody accepts until a further attempt hangs; whoever listens, with this backlog, must be
 * stopped. Returns what closes them again. Throws when connections go on being accepted.
 */
export async function fillAcceptQueue(
  endpoint: LoopbackEndpoint,
  backlog = acceptBacklog,
): Promise<() => void> {
  const held: Socket[] = [];
  const release = (): void => {
    for (const socket of held) socket.destroy();
  };
  while (held.length < mostConnections) {
    // Linux calls a queue full once it holds one more than its backlog; the one after that hangs.
    const wanted = held.length === 0 ? backlog + 2 : 16;
    const attempts = Array.from({ length: wanted }, () => hold(endpoint));
    held.push(...attempts);
    const last = attempts.at(-1);
    await setTimeout(hangingAfterMs);
    // A late timer runs before the sockets' events of the same turn: let those be seen first.
    await setImmediate();
    if (last?.connecting) return release;
  }
  release();
  throw new Error(
    `${endpoint.address}:${endpoint.port} still accepts connections after ${held.length} were opened.`,
  );
}

function hold(endpoint: LoopbackEndpoint): Socket {
  const socket = connect({ host: endpoint.address, port: endpoint.port });
  // A held connection may be reset when the site goes away; nobody reads from it.
  socket.on("error", () => undefined);
  return socket;
}
