/**
 * DNS messages on the wire (RFC 1035, EDNS of RFC 6891): the reply of an authoritative server to one message, whatever
 * that message holds. dns-packet is the codec; here are the rules of the header.
 */
import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
  type Answer,
  type DecodedPacket,
  type Question,
} from "dns-packet";
import { rcodes, type Rcode } from "./rcodes";

/** What a zone has to say to a question. */
export interface Reply {
  readonly rcode: Rcode;
  readonly answers?: readonly Answer[];
  readonly authorities?: readonly Answer[];
  readonly additionals?: readonly Answer[];
  /** Whether others have authority over the name. */
  readonly isReferral?: boolean;
}

/** Answers a question in class IN; its name is as the client wrote it. */
export type Responder = (question: Question) => Reply;

/** The size in bytes that every resolver takes over UDP (RFC 1035 section 4.2.1). */
const plainUdpBytes = 512;

/** The size of UDP message that we offer to receive, as DNS Flag Day 2020 recommends. */
const offeredUdpBytes = 1232;

/** Types that ask for something other than the records of a name (RFC 6895 section 3.1), but for ANY. */
const metaTypes: ReadonlySet<string> = new Set(["AXFR", "IXFR", "OPT", "TKEY", "TSIG"]);

const headerBytes = 12;
const opcodeBits = 0x7800;
const responseBit = 0x8000;

/**
 * The response to a message, or null for one that deserves none: too short to hold an id, or itself a response
 * (answering those makes two servers talk for ever). Never throws.
 */
export function respond(message: Buffer, transport: "udp" | "tcp", responder: Responder): Buffer | null {
  if (message.length < headerBytes || (message.readUInt16BE(2) & responseBit) !== 0) return null;
  const query = decoded(message);
  if (!query) return response(message, null, { rcode: "FORMERR" });
  if ((message.readUInt16BE(2) & opcodeBits) !== 0) return response(message, null, { rcode: "NOTIMP" });
  const [question] = query.questions ?? [];
  if (!question || !isFaithful(query, message)) return response(message, null, { rcode: "FORMERR" });

  const full = fullResponse(message, query, question, responder);
  const mostBytes = transport === "tcp" ? 0xffff : udpBytesOf(query);
  if (full.length <= mostBytes) return full;
  return response(message, query, { rcode: "NOERROR" }, TRUNCATED_RESPONSE);
}

function fullResponse(
  message: Buffer,
  query: DecodedPacket,
  question: Question,
  responder: Responder,
): Buffer {
  try {
    return response(message, query, replyTo(query, question, responder));
  } catch {
    // The zone holds something that cannot be served: no answer is better than a wrong one.
    return response(message, query, { rcode: "SERVFAIL" });
  }
}

function replyTo(query: DecodedPacket, question: Question, responder: Responder): Reply {
  if ((optOf(query)?.ednsVersion ?? 0) !== 0) return { rcode: "BADVERS" };
  if (question.class !== "IN") return { rcode: "REFUSED" };
  if (metaTypes.has(question.type)) return { rcode: "NOTIMP" };
  return responder(question);
}

function decoded(message: Buffer): DecodedPacket | null {
  try {
    return decode(message);
  } catch {
    return null;
  }
}

/** One question, which dns-packet writes back as it came: no pointer, no byte or dot inside a label that text loses. */
function isFaithful(query: DecodedPacket, message: Buffer): boolean {
  const questions = query.questions ?? [];
  if (questions.length !== 1) return false;
  const written = encode({ questions }).subarray(headerBytes);
  return written.equals(message.subarray(headerBytes, headerBytes + written.length));
}

function optOf(query: DecodedPacket) {
  return query.additionals?.find((record) => record.type === "OPT");
}

function udpBytesOf(query: DecodedPacket): number {
  return Math.max(plainUdpBytes, optOf(query)?.udpPayloadSize ?? plainUdpBytes);
}

/** `query` is null where the message was not understood: then nothing but its header comes back. */
function response(message: Buffer, query: DecodedPacket | null, reply: Reply, moreFlags = 0): Buffer {
  const rcode = rcodes[reply.rcode];
  const opt: Answer = {
    type: "OPT",
    name: ".",
    udpPayloadSize: offeredUdpBytes,
    extendedRcode: rcode >> 4,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
  const isAuthoritative =
    query !== null && !reply.isReferral && (reply.rcode === "NOERROR" || reply.rcode === "NXDOMAIN");
  return encode({
    type: "response",
    id: message.readUInt16BE(0),
    flags:
      (message.readUInt16BE(2) & (opcodeBits | RECURSION_DESIRED)) |
      (isAuthoritative ? AUTHORITATIVE_ANSWER : 0) |
      moreFlags |
      (rcode & 0xf),
    questions: [...(query?.questions ?? [])],
    answers: [...(reply.answers ?? [])],
    authorities: [...(reply.authorities ?? [])],
    additionals: [...(reply.additionals ?? []), ...(query && optOf(query) ? [opt] : [])],
  });
}
