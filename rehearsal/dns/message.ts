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

/**
 * The most that we send over UDP, whatever a client says that it takes (RFC 6891 section 6.2.5 names 4,096 bytes): a
 * forged question must not be worth much to whoever sends it.
 */
const mostUdpBytes = 4096;

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
  // What follows the header of another operation than a query may have any form.
  if ((message.readUInt16BE(2) & opcodeBits) !== 0) return response(message, null, { rcode: "NOTIMP" });
  const query = understood(message);
  const question = query?.questions?.[0];
  if (!query || !question) return response(message, null, { rcode: "FORMERR" });

  const full = fullResponse(message, query, question, responder);
  const mostBytes = transport === "tcp" ? 0xffff : udpBytesOf(query);
  if (full.length <= mostBytes) return full;
  return response(message, query, { rcode: "NOERROR" }, TRUNCATED_RESPONSE);
}

/**
 * Whether a message says of itself that it holds what a query may: one question, no answer, and a few records beside it
 * (the SOA of an IXFR, OPT, TSIG). What claims thousands of records costs a decoder a quarter of a second.
 */
function isShapedAsQuery(message: Buffer): boolean {
  const [questions, answers, authorities, additionals] = [4, 6, 8, 10].map((at) => message.readUInt16BE(at));
  return questions === 1 && answers === 0 && Number(authorities) <= 1 && Number(additionals) <= 2;
}

/** A query with at most one OPT (RFC 6891 section 6.1.1) and a question of which the codec loses nothing, or null. */
function understood(message: Buffer): DecodedPacket | null {
  if (!isShapedAsQuery(message)) return null;
  try {
    const query = decode(message);
    const { questions = [], additionals = [] } = query;
    const optCount = additionals.filter(({ type }) => type === "OPT").length;
    return optCount <= 1 && isFaithful(questions, message) ? query : null;
  } catch {
    return null;
  }
}

/** Whether dns-packet writes a question back as it came: no pointer, no byte or dot inside a label that text loses. */
function isFaithful(questions: Question[], message: Buffer): boolean {
  const written = encode({ questions }).subarray(headerBytes);
  return written.equals(message.subarray(headerBytes, headerBytes + written.length));
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

function optOf(query: DecodedPacket) {
  return query.additionals?.find((record) => record.type === "OPT");
}

function udpBytesOf(query: DecodedPacket): number {
  const asked = optOf(query)?.udpPayloadSize ?? plainUdpBytes;
  return Math.min(Math.max(plainUdpBytes, asked), mostUdpBytes);
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
