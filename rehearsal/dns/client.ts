/** Asks a DNS server: UDP first, TCP when the answer does not fit (RFC 7766). */
import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { decode, encode, type Answer, type DecodedPacket, type RecordType } from "dns-packet";
import type { Question } from "../../route53/answer";
import type { LoopbackEndpoint } from "../loopback";
import { rcodeOf } from "./rcodes";
import { readMessages, writeMessage } from "./tcpFrames";

/** What a server said. */
export interface DnsAnswer {
  readonly rcode: string;
  readonly answers: readonly Answer[];
  readonly authorities: readonly Answer[];
}

// Wall time: loopback answers at once, and a busy machine is not to be taken for a dead server.
const limitMs = 2_000;

const tries = 2;

/** Asks until there is an answer, twice for up to 2 s of wall time; then it is SERVFAIL, as a resolver would say. */
export async function askServer(server: LoopbackEndpoint, question: Question): Promise<DnsAnswer> {
  for (let tried = 0; tried < tries; tried += 1) {
    const packet = await askOnce(server, question).catch(() => null);
    if (packet)
      return { rcode: rcodeOf(packet), answers: packet.answers ?? [], authorities: packet.authorities ?? [] };
  }
  return { rcode: "SERVFAIL", answers: [], authorities: [] };
}

async function askOnce(server: LoopbackEndpoint, { name, type }: Question): Promise<DecodedPacket> {
  const id = randomInt(0x10000);
  const query = encode({ type: "query", id, questions: [{ name, type: type as RecordType }] });
  const limit = AbortSignal.timeout(limitMs);
  const packet = await exchangeUdp(server, query, limit);
  return packet.flag_tc ? await exchangeTcp(server, query, limit) : packet;
}

async function exchangeUdp(
  server: LoopbackEndpoint,
  query: Buffer,
  signal: AbortSignal,
): Promise<DecodedPacket> {
  const socket = createSocket("udp4");
  try {
    socket.connect(server.port, server.address);
    await once(socket, "connect", { signal });
    socket.send(query);
    for (;;) {
      const [message] = (await once(socket, "message", { signal })) as [Buffer];
      const packet = matching(message, query);
      if (packet) return packet;
    }
  } finally {
    socket.close();
  }
}

async function exchangeTcp(
  server: LoopbackEndpoint,
  query: Buffer,
  signal: AbortSignal,
): Promise<DecodedPacket> {
  const connection = connect({ host: server.address, port: server.port });
  try {
    return await new Promise((resolve, reject) => {
      connection.on("error", reject).on("close", () => {
        reject(new Error("The DNS server closed the connection without an answer."));
      });
      signal.addEventListener("abort", () => connection.destroy());
      readMessages(connection, (message) => {
        const packet = matching(message, query);
        if (packet) resolve(packet);
      });
      writeMessage(connection, query);
    });
  } finally {
    connection.destroy();
  }
}

/** The response to this very query (RFC 5452 section 9.1: id and question must match); null for anything else. */
function matching(message: Buffer, query: Buffer): DecodedPacket | null {
  if (message.length < query.length || message.readUInt16BE(0) !== query.readUInt16BE(0)) return null;
  const questionAt = 12;
  const isSameQuestion = message.subarray(questionAt, query.length).equals(query.subarray(questionAt));
  return isSameQuestion ? decode(message) : null;
}
