import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fetchPage } from "../../site-watcher/nodeHttp";

describe("site-watcher/nodeHttp", () => {
  let server: Server;
  let listener: RequestListener;
  beforeEach(async () => {
    server = createServer((request, response) => {
      listener(request, response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  const connectTo = () => ({ address: "127.0.0.1", port: (server.address() as AddressInfo).port });
  const fetchHere = (url: string, signal = new AbortController().signal) =>
    fetchPage({ url, connectTo: connectTo() }, signal);

  it("connects to the address and names the host of the URL", async () => {
    listener = ({ method, url, headers }, response) => {
      response.end([method, url, headers.host, headers.connection].join(" "));
    };
    assert.deepEqual(await fetchHere("http://www.example.com:80/healthz?now"), {
      status: 200,
      body: "GET /healthz?now www.example.com close",
    });
    const { body } = await fetchHere("http://www.example.com:8080/");
    assert.equal(body, "GET / www.example.com:8080 close");
  });

  it("connects to the URL's own host otherwise", async () => {
    listener = (_request, response) => response.writeHead(204).end();
    const { address, port } = connectTo();
    const { signal } = new AbortController();
    assert.deepEqual(await fetchPage({ url: `http://${address}:${port}/` }, signal), {
      status: 204,
      body: "",
    });
  });

  it("follows no redirect", async () => {
    listener = (_request, response) => response.writeHead(302, { Location: "/elsewhere" }).end("moved");
    assert.deepEqual(await fetchHere("http://www.example.com/"), { status: 302, body: "moved" });
  });

  it("reads the first 5,120 bytes and does not wait for more", async () => {
    listener = (_request, response) => {
      // Never ended.
      response.write("a".repeat(5_119));
      response.write("bc");
    };
    const { body } = await fetchHere("http://www.example.com/");
    assert.equal(body, `${"a".repeat(5_119)}b`);
  });

  it("rejects when nobody listens, when the connection breaks, and when it is aborted", async () => {
    listener = (_request, response) => {
      response.write("half");
      setImmediate(() => response.destroy());
    };
    await assert.rejects(fetchHere("http://www.example.com/"), { code: "ECONNRESET" });

    const stop = new AbortController();
    listener = () => {
      stop.abort();
    };
    await assert.rejects(fetchHere("http://www.example.com/", stop.signal), { name: "AbortError" });

    const gone = connectTo();
    server.close();
    await once(server, "close");
    const refused = fetchPage(
      { url: "http://www.example.com/", connectTo: gone },
      new AbortController().signal,
    );
    await assert.rejects(refused, { code: "ECONNREFUSED" });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
});
