import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { decode, encode, type Answer } from "dns-packet";
import { askServer } from "../../../rehearsal/dns/client";
import { startDnsServer } from "../../../rehearsal/dns/server";

const www = { name: "www.example.com.", type: "A" };

function records(count: number): Answer[] {
  return Array.from({ length: count }, (_, at) => ({
    type: "A",
    name: "www.example.com",
    ttl: 20,
    data: `192.0.2.${at}`,
  }));
}

describe("askServer", () => {
  it("gets the answer and its code", async () => {
    const server = await startDnsServer("127.0.0.1", () => ({ rcode: "NXDOMAIN", answers: records(1) }));
    const answer = await askServer(server, www);
    await server.close();
    assert.deepEqual(answer, {
      rcode: "NXDOMAIN",
      answers: records(1).map((record) => ({ ...record, class: "IN", flush: false })),
      authorities: [],
    });
  });

  it("asks again over TCP when the answer does not fit into a datagram", async () => {
    const server = await startDnsServer("127.0.0.1", () => ({ rcode: "NOERROR", answers: records(100) }));
    const { answers } = await askServer(server, www);
    await server.close();
    assert.equal(answers.length, 100);
  });

  it("passes over responses with another id or to another question", async () => {
    const server = createSocket("udp4").bind(0, "127.0.0.1");
    await once(server, "listening");
    server.on("message", (message, from) => {
      const { id = 0, questions = [] } = decode(message);
      const other = [{ ...questions[0]!, name: "other.example.com" }];
      const flags = { type: "response", flags: 3 } as const;
      for (const response of [
        encode({ ...flags, id: id ^ 1, questions }),
        encode({ ...flags, id, questions: other }),
        Buffer.from("?"),
        encode({ type: "response", id, questions, answers: records(1) }),
      ]) {
        server.send(response, from.port, from.address);
      }
    });
    const { rcode, answers } = await askServer(server.address(), www);
    server.close();
    assert.deepEqual([rcode, answers.length], ["NOERROR", 1]);
  });

  it("reports SERVFAIL where nothing listens", async () => {
    const server = await startDnsServer("127.0.0.1", () => ({ rcode: "NOERROR" }));
    await server.close();
    assert.deepEqual(await askServer(server, www), { rcode: "SERVFAIL", answers: [], authorities: [] });
  });
});
