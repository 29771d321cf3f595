import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import type { Answer } from "dns-packet";
import type { Reply } from "../../rehearsal/dns/message";
import { type DnsServer, startDnsServer } from "../../rehearsal/dns/server";
import { askNameServer } from "../../site-watcher/nodeDns";

const a = (data: string): Answer => ({ type: "A", name: "www.example.com", ttl: 20, data });

describe("site-watcher/nodeDns", () => {
  let server: DnsServer;
  let reply: Reply;
  const asked: string[] = [];
  beforeEach(async () => {
    asked.length = 0;
    server = await startDnsServer("127.0.0.1", ({ name, type }) => {
      asked.push(`${name} ${type}`);
      return reply;
    });
  });
  afterEach(() => server.close());
  const ask = () =>
    askNameServer(`${server.address}:${server.port}`, "www.example.com", new AbortController().signal);

  it("asks that server each time: what changes is seen at once", async () => {
    reply = { rcode: "NOERROR", answers: [a("192.0.2.1")] };
    assert.deepEqual(await ask(), ["192.0.2.1"]);
    reply = { rcode: "NOERROR", answers: [a("198.51.100.2"), a("198.51.100.3")] };
    assert.deepEqual([...(await ask())].sort(), ["198.51.100.2", "198.51.100.3"]);
    assert.deepEqual(asked, ["www.example.com A", "www.example.com A"]);
  });

  it("rejects when the server refuses, or has no such name", async () => {
    reply = { rcode: "REFUSED" };
    await assert.rejects(ask(), { code: "EREFUSED" });
    reply = { rcode: "NXDOMAIN" };
    await assert.rejects(ask(), { code: "ENOTFOUND" });
  });

  it("stops asking a silent server when it is aborted", async () => {
    const silent = createSocket("udp4").bind(0, "127.0.0.1");
    await once(silent, "listening");
    const stop = new AbortController();
    silent.once("message", () => {
      stop.abort();
    });
    const { address, port } = silent.address();
    await assert.rejects(askNameServer(`${address}:${port}`, "www.example.com", stop.signal), {
      code: "ECANCELLED",
    });
    silent.close();
  });

  it("asks nobody when it is aborted already", async () => {
    const server = "127.0.0.1";
    await assert.rejects(askNameServer(server, "www.example.com", AbortSignal.abort()), {
      name: "AbortError",
    });
  });
});
