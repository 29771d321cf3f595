import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { decode, encode, type Answer, type DecodedPacket } from "dns-packet";
import { respond } from "../../../rehearsal/dns/message";
import { startDnsServer, type DnsServer } from "../../../rehearsal/dns/server";
import { readMessages, writeMessage } from "../../../rehearsal/dns/tcpFrames";
import { zoneResponder } from "../../../rehearsal/dns/zoneResponder";
import { route53Rules } from "../../../rehearsal/rules";
import type { ResourceRecordSet } from "../../../route53/types";
import { shopTopology } from "../../support/shopTopology";
import { deservesResponse, mostUdpBytes, mutatedQueries } from "./mutatedQueries";

const record: Answer = { type: "A", name: "www.example.com", ttl: 20, data: "192.0.2.10" };
const query = encode({ type: "query", id: 4711, questions: [{ name: "www.example.com", type: "A" }] });

function addressIn(response: Buffer): unknown {
  const [answer] = decode(response).answers ?? [];
  return answer?.type === "A" ? answer.data : null;
}

describe("startDnsServer", () => {
  let server: DnsServer;

  beforeEach(async () => {
    server = await startDnsServer("127.0.0.1", () => ({ rcode: "NOERROR", answers: [record] }));
  });

  afterEach(() => server.close());

  it("answers over UDP, and goes on after a datagram that is no message", async () => {
    const socket = createSocket("udp4");
    socket.send(Buffer.from("?"), server.port, server.address);
    socket.send(Buffer.alloc(600, 0xc0), server.port, server.address);
    socket.send(query, server.port, server.address);
    const [response] = (await once(socket, "message")) as [Buffer];
    socket.close();
    assert.equal(addressIn(response), "192.0.2.10");
  });

  it("answers over TCP at the same port, several questions on one connection", async () => {
    const connection = connect({ host: server.address, port: server.port });
    const addresses: unknown[] = [];
    const done = new Promise<void>((resolve) => {
      readMessages(connection, (message) => {
        if (addresses.push(addressIn(message)) === 3) resolve();
      });
    });
    writeMessage(connection, query);
    writeMessage(connection, Buffer.from("?"));
    writeMessage(connection, query);
    writeMessage(connection, query);
    await done;
    connection.destroy();
    assert.deepEqual(addresses, ["192.0.2.10", "192.0.2.10", "192.0.2.10"]);
  });

  it("survives a client that resets its connection, and closes with clients still connected", async () => {
    const resetting = connect({ host: server.address, port: server.port });
    await once(resetting, "connect");
    resetting.write(Buffer.from([0, 200]));
    resetting.resetAndDestroy();
    const idle = connect({ host: server.address, port: server.port });
    await once(idle, "connect");
    const closed = once(idle, "close");
    await server.close();
    await closed;
    await assert.rejects(once(connect({ host: server.address, port: server.port }), "connect"), {
      code: "ECONNREFUSED",
    });
    server = await startDnsServer("127.0.0.1", () => ({ rcode: "NOERROR" }));
  });

  it("listens at a given port, for both protocols, and says so when that is taken", async () => {
    const { port } = server;
    await assert.rejects(
      startDnsServer("127.0.0.1", () => ({ rcode: "NOERROR" }), port),
      { code: "EADDRINUSE" },
    );
    await server.close();
    server = await startDnsServer("127.0.0.1", () => ({ rcode: "NOERROR" }), port);
    assert.equal(server.port, port);
  });

  it("cuts off a client that asks and never reads", async () => {
    const text = Array.from({ length: 240 }, () => Buffer.alloc(255));
    const large: Answer = { type: "TXT", name: "www.example.com", ttl: 20, data: text };
    await server.close();
    server = await startDnsServer("127.0.0.1", () => ({ rcode: "NOERROR", answers: [large] }));
    const greedy = connect({ host: server.address, port: server.port });
    greedy.on("error", () => undefined).pause();
    // Each answer has 61 kB: soon more than the kernel's buffers and the megabyte that is kept.
    for (let asked = 0; !greedy.closed && asked < 5000; asked += 1) {
      writeMessage(greedy, query);
      await setImmediate();
    }
    assert.equal(greedy.closed, true);
  });
});

/** A zone whose answers fit into a datagram, do not, and are referrals. */
function responder() {
  const set = (Name: string, Type: "A" | "NS", ...values: string[]): ResourceRecordSet => ({
    Name,
    Type,
    TTL: 60,
    ResourceRecords: values.map((Value) => ({ Value })),
  });
  const many = Array.from({ length: 200 }, (_, at) => `192.0.2.${at}`);
  const recordSets = [
    ...shopTopology.zone.recordSets,
    set("many.example.com.", "A", ...many),
    set("sub.example.com.", "NS", "ns.sub.example.com."),
    set("ns.sub.example.com.", "A", "192.0.2.53"),
  ];
  const zone = { ...shopTopology.zone, recordSets };
  return zoneResponder({ zone, isHealthy: () => true, rules: route53Rules, speed: 1, seed: 1 });
}

describe("a DNS server under hostile messages", () => {
  /** Fails unless there is a response where one is due, and only there, which fits; returns what it holds. */
  function checked(message: Buffer, response: Buffer | undefined, mostBytes: number): DecodedPacket | null {
    const isAsDue = (response !== undefined) === deservesResponse(message);
    const isItsOwn =
      !response || (response[2]! >= 0x80 && response.readUInt16BE(0) === message.readUInt16BE(0));
    if (!isAsDue || !isItsOwn || (response && response.length > mostBytes))
      assert.fail(message.toString("hex"));
    return response ? decode(response) : null;
  }

  it("survives 100,000 of them, with bounded answers, time and memory", function () {
    this.timeout(60_000);
    const respondTo = responder();
    const heapBefore = liveHeapBytes();
    let answered = 0;
    let slowestMs = 0;
    for (const message of mutatedQueries(4207, 100_000)) {
      const transport = message.length % 2 === 0 ? "udp" : "tcp";
      const startedAt = performance.now();
      const response = respond(message, transport, respondTo);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      const mostBytes = transport === "tcp" ? 0xffff : mostUdpBytes(message);
      if (checked(message, response ?? undefined, mostBytes)?.answers?.length) answered += 1;
    }
    // Some of the damaged ones still ask something; else nothing but refusals would have been tried.
    assert.ok(answered > 500, `${answered} answered`);
    // Wall time, as others may use this machine; an honest question takes less than one of these milliseconds.
    assert.ok(slowestMs < 1000, `${slowestMs} ms`);
    assert.ok(liveHeapBytes() - heapBefore < 8 * 2 ** 20);
  });

  describe("on its sockets", () => {
    let server: DnsServer;

    before(async () => {
      server = await startDnsServer("127.0.0.1", responder());
    });

    after(() => server.close());

    it("answers each over UDP that deserves it, in no more bytes than allowed", async () => {
      const socket = createSocket("udp4");
      let responses: Buffer[] = [];
      let wake = (): void => undefined;
      socket.on("message", (response) => {
        responses.push(response);
        wake();
      });
      // One at a time, each followed by a question that is always answered: the kernel drops what it cannot keep.
      for (const message of mutatedQueries(1, 300)) {
        responses = [];
        const due = deservesResponse(message) ? 2 : 1;
        const answered = new Promise<void>((resolve) => {
          wake = () => {
            if (responses.length >= due) resolve();
          };
        });
        socket.send(message, server.port, server.address);
        socket.send(query, server.port, server.address);
        await answered;
        const ofMessage = responses.slice(0, due - 1);
        checked(message, ofMessage[0], mostUdpBytes(message));
        checked(query, responses.at(-1), 512);
      }
      socket.close();
    });

    it("answers each over TCP that deserves it, however the stream is cut", async () => {
      const messages = [...mutatedQueries(2, 300), query];
      const due = messages.filter(deservesResponse).length;
      const connection = connect({ host: server.address, port: server.port, noDelay: true });
      let received = 0;
      const done = new Promise<void>((resolve) => {
        readMessages(connection, () => {
          received += 1;
          if (received === due) resolve();
        });
      });
      const stream = Buffer.concat(
        messages.flatMap((message) => [Buffer.from([message.length >> 8, message.length & 0xff]), message]),
      );
      for (let at = 0, length = 1; at < stream.length; at += length, length = 1 + ((length * 7) % 41)) {
        connection.write(stream.subarray(at, at + length));
        await setImmediate();
      }
      await done;
      connection.destroy();
      assert.equal(received, due);
    });
  });
});

/** What is in use once everything that nobody refers to has been cleared away. */
function liveHeapBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc()");
  return process.memoryUsage().heapUsed;
}
