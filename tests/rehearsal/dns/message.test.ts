import assert from "node:assert/strict";
import { decode, encode, type Answer, type DecodedPacket, type Question } from "dns-packet";
import { respond, type Reply } from "../../../rehearsal/dns/message";
import { rcodeOf } from "../../../rehearsal/dns/rcodes";

const recursionDesired = 0x0100;
const soa: Answer = {
  type: "SOA",
  name: "example.com.",
  ttl: 900,
  data: {
    mname: "ns.example.com",
    rname: "admin.example.com",
    serial: 1,
    refresh: 2,
    retry: 3,
    expire: 4,
    minimum: 5,
  },
};

function a(data: string): Answer {
  return { type: "A", name: "www.example.com", ttl: 20, data };
}

function opt(udpPayloadSize: number, ednsVersion = 0): Answer {
  return {
    type: "OPT",
    name: ".",
    udpPayloadSize,
    ednsVersion,
    extendedRcode: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
}

function query(question: Partial<Question> = {}, additionals: Answer[] = []): Buffer {
  const asked: Question = { name: "www.example.com", type: "A", class: "IN", ...question };
  return encode({ type: "query", id: 4711, flags: recursionDesired, questions: [asked], additionals });
}

function ask(
  message: Buffer,
  reply: Reply = { rcode: "NOERROR" },
  transport: "udp" | "tcp" = "udp",
): DecodedPacket {
  const response = respond(message, transport, () => reply);
  assert.ok(response);
  return decode(response);
}

/** What a client sees first. */
function summary(packet: DecodedPacket) {
  const {
    id,
    flag_qr: isResponse,
    flag_aa: isAuthoritative,
    flag_tc: isTruncated,
    flag_rd,
    flag_ra,
  } = packet;
  const counts = [packet.questions, packet.answers, packet.authorities, packet.additionals].map(
    (list) => list!.length,
  );
  return { id, isResponse, isAuthoritative, isTruncated, flag_rd, flag_ra, rcode: rcodeOf(packet), counts };
}

const usual = {
  id: 4711,
  isResponse: true,
  isAuthoritative: true,
  isTruncated: false,
  flag_rd: true,
  flag_ra: false,
};
const notOurs = { ...usual, isAuthoritative: false };

describe("respond", () => {
  it("answers with authority, without recursion, with the client's id and question", () => {
    const packet = ask(query(), { rcode: "NOERROR", answers: [a("192.0.2.10")] });
    assert.deepEqual(summary(packet), { ...usual, rcode: "NOERROR", counts: [1, 1, 0, 0] });
    assert.deepEqual(packet.questions, [{ name: "www.example.com", type: "A", class: "IN" }]);
    assert.deepEqual(packet.answers, [{ ...a("192.0.2.10"), class: "IN", flush: false }]);
  });

  it("keeps the letters of the question as the client wrote them", () => {
    const packet = ask(query({ name: "wWw.ExAmPlE.cOm" }));
    assert.deepEqual(packet.questions, [{ name: "wWw.ExAmPlE.cOm", type: "A", class: "IN" }]);
  });

  it("says that a name does not exist, with the zone's SOA", () => {
    const packet = ask(query(), { rcode: "NXDOMAIN", authorities: [soa] });
    assert.deepEqual(summary(packet), { ...usual, rcode: "NXDOMAIN", counts: [1, 0, 1, 0] });
    assert.equal(packet.authorities![0]!.type, "SOA");
  });

  it("claims no authority over what it refuses", () => {
    assert.deepEqual(summary(ask(query(), { rcode: "REFUSED" })), {
      ...notOurs,
      rcode: "REFUSED",
      counts: [1, 0, 0, 0],
    });
  });

  it("claims no authority where it refers to other name servers, and passes their addresses on", () => {
    const packet = ask(query(), {
      rcode: "NOERROR",
      isReferral: true,
      authorities: [{ type: "NS", name: "example.com", ttl: 60, data: "ns.example.com" }],
      additionals: [a("192.0.2.53")],
    });
    assert.deepEqual(summary(packet), { ...notOurs, rcode: "NOERROR", counts: [1, 0, 1, 1] });
  });

  it("passes ANY on to the zone", () => {
    const packet = ask(query({ type: "ANY" as "A" }), { rcode: "NOERROR", answers: [a("192.0.2.10")] });
    assert.deepEqual(summary(packet), { ...usual, rcode: "NOERROR", counts: [1, 1, 0, 0] });
  });

  it("refuses classes other than IN without asking the zone", () => {
    const response = respond(query({ class: "CH" }), "udp", () => assert.fail());
    assert.deepEqual(summary(decode(response!)), { ...notOurs, rcode: "REFUSED", counts: [1, 0, 0, 0] });
  });

  it("answers SERVFAIL where the zone cannot be served, or holds what cannot be written", () => {
    const expected = { ...notOurs, rcode: "SERVFAIL", counts: [1, 0, 0, 0] };
    const unserved = respond(query(), "udp", () => {
      throw new Error("no such policy");
    });
    assert.deepEqual(summary(decode(unserved!)), expected);
    assert.deepEqual(
      summary(ask(query(), { rcode: "NOERROR", answers: [{ ...soa, data: null as never }] })),
      expected,
    );
  });
});

describe("respond, with EDNS", () => {
  it("answers EDNS with EDNS, offering 1,232 bytes, and only then", () => {
    const packet = ask(query({}, [opt(4096)]));
    assert.deepEqual(summary(packet), { ...usual, rcode: "NOERROR", counts: [1, 0, 0, 1] });
    const [answered] = packet.additionals!;
    assert.ok(answered?.type === "OPT");
    assert.deepEqual([answered.udpPayloadSize, answered.ednsVersion], [1232, 0]);
  });

  it("answers FORMERR to two OPT records", () => {
    const packet = ask(query({}, [opt(1232), opt(1232)]));
    assert.deepEqual(summary(packet), { ...notOurs, rcode: "FORMERR", counts: [0, 0, 0, 0] });
  });

  it("answers BADVERS to a version of EDNS that it does not speak", () => {
    const packet = ask(query({}, [opt(4096, 1)]), { rcode: "NOERROR", answers: [a("192.0.2.10")] });
    assert.deepEqual(summary(packet), { ...notOurs, rcode: "BADVERS", counts: [1, 0, 0, 1] });
  });
});

describe("respond, when the answer is long", () => {
  // Header 12, question 15 + 2 + 4; each record 15 + 2 + 10 + 4: 15 records make 498 bytes, 16 make 529.
  const records = (count: number) => Array.from({ length: count }, (_, at) => a(`192.0.2.${at}`));
  const long = (count: number): Reply => ({ rcode: "NOERROR", answers: records(count) });
  const bytes = (count: number) => 12 + 21 + count * 31;
  const optBytes = 11;

  it("is whole up to 512 bytes over UDP, and only says that it is truncated beyond", () => {
    assert.ok(bytes(15) <= 512 && bytes(16) > 512);
    assert.deepEqual(summary(ask(query(), long(15))).counts, [1, 15, 0, 0]);
    assert.deepEqual(summary(ask(query(), long(16))), {
      ...usual,
      isTruncated: true,
      rcode: "NOERROR",
      counts: [1, 0, 0, 0],
    });
  });

  it("goes by the size that the client takes with EDNS, to the byte", () => {
    const size = bytes(30) + optBytes;
    assert.deepEqual(summary(ask(query({}, [opt(size)]), long(30))).counts, [1, 30, 0, 1]);
    assert.deepEqual(summary(ask(query({}, [opt(size - 1)]), long(30))), {
      ...usual,
      isTruncated: true,
      rcode: "NOERROR",
      counts: [1, 0, 0, 1],
    });
  });

  it("takes an EDNS size below 512 for 512", () => {
    assert.deepEqual(summary(ask(query({}, [opt(100)]), long(15))).isTruncated, false);
  });

  it("sends at most 4,096 bytes over UDP, whatever size the client takes", () => {
    // 130 records make 4,063 bytes, or 4,074 with the OPT; 131 are 31 more.
    assert.ok(bytes(130) + optBytes <= 4096 && bytes(131) + optBytes > 4096);
    assert.deepEqual(summary(ask(query({}, [opt(65_535)]), long(130))).counts, [1, 130, 0, 1]);
    assert.deepEqual(summary(ask(query({}, [opt(65_535)]), long(131))), {
      ...usual,
      isTruncated: true,
      rcode: "NOERROR",
      counts: [1, 0, 0, 1],
    });
  });

  it("is whole over TCP", () => {
    assert.deepEqual(summary(ask(query(), long(200), "tcp")), {
      ...usual,
      rcode: "NOERROR",
      counts: [1, 200, 0, 0],
    });
  });
});

describe("respond, to what is not a plain question", () => {
  const headerOnly = (rcode: string) => ({ ...notOurs, rcode, counts: [0, 0, 0, 0] });

  it("stays silent to less than a header, and to responses", () => {
    assert.equal(
      respond(query().subarray(0, 11), "udp", () => assert.fail()),
      null,
    );
    const response = query();
    response.writeUInt16BE(response.readUInt16BE(2) | 0x8000, 2);
    assert.equal(
      respond(response, "udp", () => assert.fail()),
      null,
    );
  });

  it("answers FORMERR to a bare header, a cut-off question, and any other number of questions than one", () => {
    assert.deepEqual(summary(ask(query().subarray(0, 12))), headerOnly("FORMERR"));
    assert.deepEqual(summary(ask(query().subarray(0, -1))), headerOnly("FORMERR"));
    const question: Question = { name: "www.example.com", type: "A", class: "IN" };
    for (const questions of [[], [question, question]]) {
      const message = encode({ type: "query", id: 4711, flags: recursionDesired, questions });
      assert.deepEqual(summary(ask(message)), headerOnly("FORMERR"));
    }
  });

  it("answers FORMERR to records that no query holds: an answer, two authorities, three additionals", () => {
    const more = (kind: "answers" | "authorities" | "additionals", count: number) => {
      const questions: Question[] = [{ name: "www.example.com", type: "A", class: "IN" }];
      const records = Array.from({ length: count }, () => a("192.0.2.1"));
      return encode({ type: "query", id: 4711, flags: recursionDesired, questions, [kind]: records });
    };
    for (const message of [more("answers", 1), more("authorities", 2), more("additionals", 3)])
      assert.deepEqual(summary(ask(message)), headerOnly("FORMERR"));
    for (const message of [more("authorities", 1), more("additionals", 2)])
      assert.equal(summary(ask(message)).rcode, "NOERROR");
  });

  it("answers FORMERR to a question whose name is a pointer, or does not survive as text", () => {
    const pointer = Buffer.concat([query().subarray(0, 12), Buffer.from([0xc0, 0x0c, 0, 1, 0, 1])]);
    const intoHeader = Buffer.concat([query().subarray(0, 12), Buffer.from([0xc0, 0x04, 0, 1, 0, 1])]);
    const dotInLabel = Buffer.concat([
      query().subarray(0, 12),
      Buffer.from([3, 0x61, 0x2e, 0x62, 0, 0, 1, 0, 1]),
    ]);
    const byteInLabel = Buffer.concat([query().subarray(0, 12), Buffer.from([1, 0xff, 0, 0, 1, 0, 1])]);
    for (const message of [pointer, intoHeader, dotInLabel, byteInLabel]) {
      assert.deepEqual(summary(ask(message)), headerOnly("FORMERR"));
    }
  });

  it("answers NOTIMP to every operation but a query, and keeps its number", () => {
    for (const opcode of [1, 2, 4, 5, 15]) {
      const message = query();
      message.writeUInt16BE(recursionDesired | (opcode << 11), 2);
      const packet = ask(message);
      assert.deepEqual(summary(packet), headerOnly("NOTIMP"));
      assert.equal((packet.flags! >> 11) & 0xf, opcode);
    }
  });

  it("does not look at what follows the header of another operation", () => {
    const message = Buffer.concat([query().subarray(0, 12), Buffer.from("anything")]);
    message.writeUInt16BE(6 << 11, 2);
    assert.deepEqual(summary(ask(message)), { ...headerOnly("NOTIMP"), flag_rd: false });
  });

  for (const [name, type] of [
    ["AXFR", 252],
    ["IXFR", 251],
  ] as const) {
    it(`answers NOTIMP to ${name}, without asking the zone`, () => {
      const message = query();
      message.writeUInt16BE(type, message.length - 4);
      const response = respond(message, "tcp", () => assert.fail());
      assert.deepEqual(summary(decode(response!)), { ...notOurs, rcode: "NOTIMP", counts: [1, 0, 0, 0] });
    });
  }

  it("passes a type that it does not know on to the zone, which has no data of it", () => {
    const message = query();
    message.writeUInt16BE(65, message.length - 4);
    const packet = ask(message, { rcode: "NOERROR", authorities: [soa] });
    assert.deepEqual(summary(packet), { ...usual, rcode: "NOERROR", counts: [1, 0, 1, 0] });
    assert.equal(packet.questions![0]!.type, "UNKNOWN_65");
  });
});
