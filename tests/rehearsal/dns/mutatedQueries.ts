/** Hostile DNS messages: honest queries that have been damaged on purpose, the same ones for the same seed. */
import { encode, type Answer, type RecordType } from "dns-packet";

/** Messages of up to 700 bytes. */
export function* mutatedQueries(seed: number, count: number): Generator<Buffer> {
  const below = numbersBelow(seed);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  for (let made = 0; made < count; made += 1) {
    let message: Buffer = Buffer.from(pick(honestQueries));
    for (let times = below(4); times >= 0; times -= 1) message = pick(mutations)(message, below);
    yield message.subarray(0, 700);
  }
}

/** Whether a server owes the sender a word: it has a whole header, and it is a question. */
export function deservesResponse(message: Buffer): boolean {
  return message.length >= 12 && message[2]! < 0x80;
}

/** The most bytes that may come back over UDP: 512 to whoever has no additional record, where EDNS would stand. */
export function mostUdpBytes(message: Buffer): number {
  const hasAdditional = message.length >= 12 && message.readUInt16BE(10) > 0;
  return hasAdditional ? 4096 : 512;
}

type Mutation = (message: Buffer, below: (limit: number) => number) => Buffer;

const opt: Answer = {
  type: "OPT",
  name: ".",
  udpPayloadSize: 65_535,
  ednsVersion: 0,
  extendedRcode: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

const honestQueries: readonly Buffer[] = [
  "www.example.com",
  "many.example.com",
  "a.sub.example.com",
  "example.org",
]
  .flatMap((name) => (["A", "TXT", "SOA", "ANY", "AXFR"] as RecordType[]).map((type) => ({ name, type })))
  .flatMap((question) =>
    [[], [opt]].map((additionals) => encode({ type: "query", id: 4711, questions: [question], additionals })),
  );

const mutations: readonly Mutation[] = [
  // A byte becomes another.
  (message, below) => changed(message, below, (at) => message.writeUInt8(below(256), at)),
  // A single bit turns.
  (message, below) => changed(message, below, (at) => message.writeUInt8(message[at]! ^ (1 << below(8)), at)),
  // A pointer to anywhere near, itself too.
  (message, below) => changed(message, below, (at) => message.writeUInt8(0xc0 | below(2), at)),
  // One of the four counts is wrong.
  (message, below) => {
    if (message.length >= 12) message.writeUInt16BE([0, 1, 2, 0xff, 0xffff][below(5)]!, 4 + 2 * below(4));
    return message;
  },
  // The end is missing.
  (message, below) => message.subarray(0, below(message.length + 1)),
  // A piece stands there once more.
  (message, below) => {
    const at = below(message.length + 1);
    return Buffer.concat([message.subarray(0, at), message.subarray(below(at + 1))]);
  },
  // A long run of one byte.
  (message, below) => {
    const at = below(message.length + 1);
    return Buffer.concat([
      message.subarray(0, at),
      Buffer.alloc(below(300), below(256)),
      message.subarray(at),
    ]);
  },
  // Nothing but noise behind the id.
  (message, below) => Buffer.from(message.map((byte, at) => (at < 2 ? byte : below(256)))),
];

function changed(message: Buffer, below: (limit: number) => number, change: (at: number) => unknown): Buffer {
  if (message.length > 0) change(below(message.length));
  return message;
}

/** Whole numbers from 0 to less than a limit, by the generator "mulberry32". */
function numbersBelow(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}
