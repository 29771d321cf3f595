import assert from "node:assert/strict";
import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from "node:net";
import { setImmediate } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { deflateSync, gzipSync } from "node:zlib";
import { probeEndpoint, type ProbeOptions } from "../../../rehearsal/checkers/probe";
import { loopbackAddresses, routesTo } from "../../../rehearsal/loopback";
import { failureReasons, probeOf, type ProbeResult } from "../../../route53/probe";
import type { HealthCheck, HealthCheckConfig } from "../../../route53/types";
import { manualClock, type ManualClock } from "../../support/manualClock";
import { shopTopology } from "../../support/shopTopology";
import { worthlessCertificate } from "./worthlessCertificate";

const [primaryCheck] = shopTopology.healthChecks as [HealthCheck];
const passed: ProbeResult = { hasPassed: true, reason: "Success: HTTP Status Code 200, OK" };
const failed = (reason: string): ProbeResult => ({ hasPassed: false, reason });

describe("probeEndpoint", () => {
  let servers: Server[];
  let clock: ManualClock;

  beforeEach(() => {
    clock = manualClock();
    servers = [];
  });

  afterEach(() => {
    for (const server of servers) server.close().closeAllConnections();
  });

  async function serve(listener: RequestListener): Promise<{ address: string; port: number }> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    return server.address() as AddressInfo;
  }

  function probe(
    to: ProbeOptions["to"],
    config: Partial<HealthCheckConfig> = {},
    more: Partial<ProbeOptions> = {},
  ): Promise<ProbeResult> {
    const check = { ...primaryCheck, HealthCheckConfig: { ...primaryCheck.HealthCheckConfig, ...config } };
    const sends = probeOf(check);
    assert.ok(sends && sends.protocol !== "tcp");
    const { signal } = new AbortController();
    return probeEndpoint({ check, sends, to, from: "127.0.0.1", clock, signal, ...more });
  }

  async function probeOfAnswer(
    listener: RequestListener,
    config: Partial<HealthCheckConfig> = {},
  ): Promise<ProbeResult> {
    return probe(await serve(listener), config);
  }

  it("sends what Route 53's checkers send, from its own address", async () => {
    const take = await loopbackAddresses();
    const from = take();
    const seen: { request: IncomingMessage; from: string | undefined }[] = [];
    const to = await serve((request, response) => {
      seen.push({ request, from: request.socket.remoteAddress });
      response.end("status=ok");
    });
    assert.deepEqual(await probe(to, {}, { from }), passed);
    const [{ request, from: source }] = seen as [(typeof seen)[0]];
    assert.deepEqual([request.method, request.url, request.httpVersion], ["GET", "/healthz", "1.1"]);
    assert.deepEqual(request.headers, {
      host: "www.example.com",
      "user-agent": "Amazon-Route53-Health-Check-Service (ref hc-primary; report http://amzn.to/1vsZADi)",
      "accept-encoding": "identity,gzip,deflate",
      connection: "close",
    });
    assert.equal(source, from);
  });

  for (const [status, text, isHealthy] of [
    [200, "OK", true],
    [204, "No Content", true],
    [302, "Found", true],
    [399, "Almost", true],
    [400, "Bad Request", false],
    [503, "Service Unavailable", false],
  ] as const) {
    it(`${isHealthy ? "passes" : "fails"} a ${status} where no text is searched for`, async () => {
      const result = await probeOfAnswer(
        (_request, response) => response.writeHead(status, text, { Location: "/elsewhere" }).end(),
        { Type: "HTTP" },
      );
      const reason = `${isHealthy ? "Success" : "Failure"}: HTTP Status Code ${status}, ${text}`;
      assert.deepEqual(result, { hasPassed: isHealthy, reason });
    });
  }

  it("does not follow a redirect, but searches its body", async () => {
    const redirect = (body: string) => (request: IncomingMessage, response: ServerResponse) => {
      assert.equal(request.url, "/healthz");
      response.writeHead(301, "Moved", { Location: "/status" }).end(body);
    };
    const success = { hasPassed: true, reason: "Success: HTTP Status Code 301, Moved" };
    assert.deepEqual(await probeOfAnswer(redirect("status=ok")), success);
    assert.deepEqual(await probeOfAnswer(redirect("moved")), failed(failureReasons.searchStringMissing));
  });

  for (const [encoding, encode] of [
    ["gzip", gzipSync],
    ["deflate", deflateSync],
  ] as const) {
    it(`inflates ${encoding} before it searches`, async () => {
      const answer = (body: string) => (_request: IncomingMessage, response: ServerResponse) =>
        response.setHeader("Content-Encoding", encoding).end(encode(body));
      assert.deepEqual(await probeOfAnswer(answer("status=ok")), passed);
      assert.deepEqual(await probeOfAnswer(answer("status=bad")), failed(failureReasons.searchStringMissing));
    });
  }

  it("fails a body that claims to be compressed and is not", async () => {
    const result = await probeOfAnswer((_request, response) =>
      response.setHeader("Content-Encoding", "gzip").end("status=ok"),
    );
    assert.deepEqual(result, failed(failureReasons.searchStringMissing));
  });

  it("finds the text wholly within the first 5,120 bytes, not a byte later, compressed or not", async () => {
    const body = (before: number) => `${"x".repeat(before)}status=ok${"x".repeat(9000)}`;
    for (const encode of [null, gzipSync]) {
      const answer = (before: number) => (_request: IncomingMessage, response: ServerResponse) => {
        if (encode) response.setHeader("Content-Encoding", "gzip").end(encode(body(before)));
        else response.end(body(before));
      };
      assert.deepEqual(await probeOfAnswer(answer(5111)), passed);
      assert.deepEqual(await probeOfAnswer(answer(5112)), failed(failureReasons.searchStringMissing));
    }
  });

  it("finds a text that arrives in pieces, and does not wait for the rest of the body", async () => {
    const result = await probeOfAnswer((_request, response) => {
      response.write("stat");
      void setImmediate().then(() => response.write("us=ok"));
    });
    assert.deepEqual(result, passed);
  });

  it("fails where the connection is refused, or closed without an answer", async () => {
    const closed = (await routesTo([], "127.0.0.1"))("192.0.2.10", 80);
    assert.deepEqual(await probe(closed), failed(failureReasons.connectionRefused));
    const hangUp = await probeOfAnswer((request) => request.socket.resetAndDestroy());
    assert.deepEqual(hangUp, failed(failureReasons.connectionClosed));
    const cutOff = await probeOfAnswer((request, response) => {
      response
        .writeHead(200, { "Content-Length": 100 })
        .write("stat", () => request.socket.resetAndDestroy());
    });
    assert.deepEqual(cutOff, failed(failureReasons.connectionClosed));
  });

  it("fails an answer that is not HTTP, and headers of more than 16,384 bytes", async () => {
    const tcp = createTcpServer((socket) => socket.end("220 smtp\r\n")).listen(0, "127.0.0.1");
    await once(tcp, "listening");
    const spoken = await probe(tcp.address() as AddressInfo);
    tcp.close();
    assert.equal(spoken.hasPassed, false);
    const longHeader = await probeOfAnswer((_request, response) =>
      response.setHeader("X-Long", "x".repeat(16_384)).end("status=ok"),
    );
    assert.equal(longHeader.hasPassed, false);
  });

  it("fails a path that cannot be sent", async () => {
    const to = await serve((_request, response) => response.end("status=ok"));
    const result = await probe(to, { ResourcePath: "/not a path" });
    assert.deepEqual(result, failed("Failure: Request path contains unescaped characters"));
  });

  it("ends when the rehearsal ends", async () => {
    const to = await serve(() => undefined);
    const stopping = new AbortController();
    const probing = probe(to, {}, { signal: stopping.signal });
    await once(servers[0]!, "request");
    stopping.abort();
    assert.equal((await probing).hasPassed, false);
  });

  describe("over HTTPS", () => {
    let server: TcpServer;
    let serverNames: TLSSocket["servername"][];

    beforeEach(() => {
      serverNames = [];
    });

    afterEach(() => server.close());

    async function start(started: TcpServer): Promise<ProbeOptions["to"]> {
      server = started.listen(0, "127.0.0.1");
      await once(server, "listening");
      return server.address() as AddressInfo;
    }

    /** Answers over TLS, and notes which name the checker asks for. */
    function startHttps(more: ServerOptions = {}): Promise<ProbeOptions["to"]> {
      return start(
        createHttpsServer({ ...worthlessCertificate, ...more }, (request, response) => {
          assert.ok(request.socket instanceof TLSSocket);
          serverNames.push(request.socket.servername);
          response.end(`status=ok of ${request.headers.host ?? ""}`);
        }),
      );
    }

    const https = {
      Type: "HTTPS_STR_MATCH",
      Port: 443,
      SearchString: "status=ok of www.example.com",
    } as const;

    it("does not mind a certificate that is self-signed, expired and for another name", async () => {
      assert.deepEqual(await probe(await startHttps(), https), passed);
      assert.deepEqual(serverNames, ["www.example.com"]);
    });

    for (const version of ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const) {
      it(`speaks ${version}`, async () => {
        const only = { minVersion: version, maxVersion: version, ciphers: "DEFAULT:@SECLEVEL=0" };
        assert.deepEqual(await probe(await startHttps(only), https), passed);
      });
    }

    it("names no server where SNI is off, where there is no name, and where the name is an address", async () => {
      const { FullyQualifiedDomainName: _name, ...unnamed } = primaryCheck.HealthCheckConfig;
      const to = await startHttps();
      assert.deepEqual(await probe(to, { ...https, EnableSNI: false }), passed);
      const config = { ...unnamed, ...https, SearchString: "status=ok of 192.0.2.10" };
      const check = { Id: "hc", HealthCheckConfig: config };
      const sends = probeOf(check);
      assert.ok(sends?.protocol === "https");
      assert.deepEqual(await probe(to, {}, { check, sends }), passed);
      const addressed = {
        ...https,
        FullyQualifiedDomainName: "192.0.2.10",
        SearchString: "status=ok of 192.0.2.10",
      };
      assert.deepEqual(await probe(to, addressed), passed);
      assert.deepEqual(serverNames, [false, false, false]);
    });

    it("fails where the endpoint does not speak TLS", async () => {
      const plain = await start(createServer((_request, response) => response.end("status=ok")));
      assert.deepEqual(await probe(plain, https), failed(failureReasons.tlsHandshake));
    });
  });

  describe("waits", () => {
    const limits: number[] = [];

    beforeEach(() => {
      limits.length = 0;
      const manual = manualClock();
      const sleep: ManualClock["sleep"] = (seconds, signal) => {
        limits.push(seconds);
        return manual.sleep(seconds, signal);
      };
      clock = { ...manual, sleep };
    });

    /** Waits for the last of the limits to be set; expects the probe to fail when that is over, and not before. */
    async function assertLimits(expected: readonly number[], probing: Promise<ProbeResult>, reason: string) {
      while (limits.length < expected.length) await setImmediate();
      assert.deepEqual(limits, expected);
      const ended: ProbeResult[] = [];
      void probing.then((result) => ended.push(result));
      await clock.advance(expected.at(-1)! - 0.001);
      assert.equal(ended.length, 0);
      await clock.advance(0.001);
      assert.deepEqual(await probing, failed(reason));
    }

    // What a connection costs that does not come about is shown where one hangs: stopInstance.test.ts.
    it("2 s for the status line once it is connected", async () => {
      const to = await serve(() => undefined);
      await assertLimits([4, 2], probe(to), failureReasons.statusTimeout);
    });

    it("no longer for the status line where a TLS handshake comes first", async () => {
      const silent = createTcpServer().listen(0, "127.0.0.1");
      await once(silent, "listening");
      const probing = probe(silent.address() as AddressInfo, { Type: "HTTPS", Port: 443 });
      await assertLimits([4, 2], probing, failureReasons.statusTimeout);
      silent.close();
    });

    it("2 s more for the text once the status line is there", async () => {
      const to = await serve((_request, response) => response.writeHead(200).write("stat"));
      await assertLimits([4, 2, 2], probe(to), failureReasons.bodyTimeout);
    });
  });
});
