/** A DNS server on one port, UDP and TCP. */
import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { LoopbackEndpoint } from "../loopback";
import { respond, type Responder } from "./message";
import { readMessages, writeMessage } from "./tcpFrames";

/** A server that listens. */
export interface DnsServer extends LoopbackEndpoint {
  close(): Promise<void>;
}

/** The longest that a client may leave its TCP connection silent, in wall milliseconds (RFC 7766 section 6.2.3). */
const idleMs = 10_000;

/** Tries for a port that is free for both protocols: the system chooses it for one of them only. */
const bindTries = 10;

/** The most TCP connections at a time, and the most bytes that a client may leave unread before it is cut off. */
const mostConnections = 1_000;
const mostUnreadBytes = 2 ** 20;

/**
 * Starts a server; the system chooses the port where it is 0. Rejects when the address cannot be bound or a given port
 * is taken.
 */
export async function startDnsServer(address: string, responder: Responder, port = 0): Promise<DnsServer> {
  const connections = new Set<Socket>();
  const tcp = createServer((connection) => {
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
    serveConnection(connection, responder);
  });
  tcp.maxConnections = mostConnections;
  const udp = await bindBoth(tcp, address, port);
  udp.on("message", (message, from) => {
    const reply = respond(message, "udp", responder);
    // A client that is gone by now is no concern of the others.
    if (reply) udp.send(reply, from.port, from.address, () => undefined);
  });
  const close = async (): Promise<void> => {
    for (const connection of connections) connection.destroy();
    const closed = Promise.all([once(udp, "close"), once(tcp, "close")]);
    udp.close();
    tcp.close();
    await closed;
  };
  return { address, port: portOf(tcp), close };
}

function serveConnection(connection: Socket, responder: Responder): void {
  connection.setTimeout(idleMs, () => connection.destroy());
  connection.on("error", () => connection.destroy());
  readMessages(connection, (message) => {
    const reply = respond(message, "tcp", responder);
    if (!reply) return;
    writeMessage(connection, reply);
    if (connection.writableLength > mostUnreadBytes) connection.destroy();
  });
}

async function bindBoth(tcp: Server, address: string, port: number): Promise<UdpSocket> {
  for (let tries = 1; ; tries += 1) {
    tcp.listen(port, address);
    await once(tcp, "listening");
    const udp = createSocket("udp4");
    try {
      udp.bind(portOf(tcp), address);
      await once(udp, "listening");
      return udp;
    } catch (error) {
      udp.close();
      tcp.close();
      await once(tcp, "close");
      if (port !== 0 || tries === bindTries) throw error;
    }
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
