/** The name server of a rehearsal as `dig` (Debian: dnsutils) sees it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { startDnsServer, type DnsServer } from "../../../rehearsal/dns/server";
import { zoneResponder } from "../../../rehearsal/dns/zoneResponder";
import { route53Rules } from "../../../rehearsal/rules";
import type { ResourceRecordSet } from "../../../route53/types";
import { shopTopology } from "../../support/shopTopology";

const manyAddresses: ResourceRecordSet = {
  Name: "many.example.com.",
  Type: "A",
  TTL: 20,
  ResourceRecords: Array.from({ length: 60 }, (_, at) => ({ Value: `192.0.2.${at}` })),
};

describe("dig", () => {
  let server: DnsServer;

  before(async () => {
    const zone = { ...shopTopology.zone, recordSets: [...shopTopology.zone.recordSets, manyAddresses] };
    const responder = zoneResponder({ zone, isHealthy: () => true, rules: route53Rules, speed: 1, seed: 1 });
    server = await startDnsServer("127.0.0.1", responder);
  });

  after(() => server.close());

  async function dig(...args: string[]) {
    const child = spawn("dig", [`@${server.address}`, "-p", `${server.port}`, "+tries=1", ...args]);
    const output = await text(child.stdout);
    const status = /status: (\w+)/.exec(output)?.[1];
    const flags = /;; flags: ([a-z ]+);/.exec(output)?.[1];
    const records = output
      .split("\n")
      .filter((line) => /^[^;\s]/.test(line))
      .map((line) => line.replace(/\s+/g, " "));
    const question = /^;(\S+)\s+IN\s+(\w+)$/m.exec(output)?.slice(1).join(" ");
    return { status, flags, question, records, output };
  }

  async function assertDig(
    args: readonly string[],
    expected: Omit<Awaited<ReturnType<typeof dig>>, "output">,
  ) {
    const { output, ...seen } = await dig(...args);
    assert.deepEqual(seen, expected, output);
    assert.doesNotMatch(output, /WARNING|malformed|mismatch/i);
  }

  const soa =
    "example.com. 900 IN SOA ns.rehearsal.invalid. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400";
  const found = { status: "NOERROR", flags: "qr aa" };

  it("gets the primary's address, with authority, over UDP and over TCP", async () => {
    const expected = {
      ...found,
      question: "www.example.com. A",
      records: ["www.example.com. 20 IN A 192.0.2.10"],
    };
    await assertDig(["+norecurse", "www.example.com", "A"], expected);
    await assertDig(["+norecurse", "+noedns", "www.example.com", "A"], expected);
    await assertDig(["+norecurse", "+tcp", "www.example.com", "A"], expected);
  });

  it("gets its own letters back", async () => {
    await assertDig(["+norecurse", "wWw.ExAmPlE.cOm", "A"], {
      ...found,
      question: "wWw.ExAmPlE.cOm. A",
      records: ["wWw.ExAmPlE.cOm. 20 IN A 192.0.2.10"],
    });
  });

  it("gets the SOA where there is no such record, or no such name", async () => {
    for (const type of ["AAAA", "HTTPS", "TXT"]) {
      const expected = { ...found, question: `www.example.com. ${type}`, records: [soa] };
      await assertDig(["+norecurse", "www.example.com", type], expected);
    }
    await assertDig(["+norecurse", "none.example.com", "A"], {
      ...found,
      status: "NXDOMAIN",
      question: "none.example.com. A",
      records: [soa],
    });
  });

  it("gets the records of the zone's own name", async () => {
    await assertDig(["+norecurse", "example.com", "SOA"], {
      ...found,
      question: "example.com. SOA",
      records: [soa],
    });
    await assertDig(["+norecurse", "example.com", "NS"], {
      ...found,
      question: "example.com. NS",
      records: ["example.com. 172800 IN NS ns.rehearsal.invalid."],
    });
  });

  it("is refused outside the zone, and told that some questions are not answered at all", async () => {
    const refused = { status: "REFUSED", flags: "qr", records: [] };
    await assertDig(["+norecurse", "www.example.org", "A"], { ...refused, question: "www.example.org. A" });
    const notify = await dig("+norecurse", "+opcode=NOTIFY", "www.example.com", "A");
    assert.equal(notify.status, "NOTIMP");
    const version = await dig("+norecurse", "+edns=1", "+noednsneg", "www.example.com", "A");
    assert.equal(version.status, "BADVERS");
  });

  it("gets one short record for ANY", async () => {
    await assertDig(["+norecurse", "+notcp", "www.example.com", "ANY"], {
      ...found,
      question: "www.example.com. ANY",
      records: ['www.example.com. 3600 IN HINFO "RFC8482" ""'],
    });
  });

  it("comes back over TCP for an answer that its datagram does not hold", async () => {
    const whole = await dig("+norecurse", "+bufsize=512", "many.example.com", "A");
    assert.equal(whole.records.length, 60);
    assert.match(whole.output, /;; Truncated, retrying in TCP mode/);
    const truncated = await dig("+norecurse", "+bufsize=512", "+ignore", "many.example.com", "A");
    assert.deepEqual([truncated.flags, truncated.records], ["qr aa tc", []]);
    const large = await dig("+norecurse", "+bufsize=4096", "+ignore", "many.example.com", "A");
    assert.deepEqual([large.flags, large.records.length], ["qr aa", 60]);
  });
});
