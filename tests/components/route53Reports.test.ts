import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { route53Reports } from "../../components/route53Reports";

/** Proves the question and how its answer is read, against a server on loopback in Route 53's place. */

const status = "Failure: HTTP Status Code 403, Forbidden. Resolved IP: 192.0.2.1";

describe("components/route53Reports", () => {
  it("asks for the checkers' own sightings", async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ method, url }, response) => {
      asked.push(method, url);
      response.setHeader("content-type", "text/xml").end(
        `<?xml version="1.0"?><GetHealthCheckStatusResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
        <HealthCheckObservations><HealthCheckObservation><Region>eu-west-1</Region><IPAddress>192.0.2.9</IPAddress>
        <StatusReport><Status>${status}</Status><CheckedTime>2026-01-01T00:00:00Z</CheckedTime></StatusReport>
        </HealthCheckObservation></HealthCheckObservations></GetHealthCheckStatusResponse>`,
      );
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_ROUTE_53: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "example",
      AWS_SECRET_ACCESS_KEY: "example",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    });
    try {
      assert.deepEqual(await route53Reports.read("hc-switch"), [{ region: "eu-west-1", status }]);
      assert.deepEqual(asked, ["GET", "/2013-04-01/healthcheck/hc-switch/status"]);
    } finally {
      process.env = before;
      server.close();
    }
  });

  it("sleeps on the clock that it reads", async () => {
    const startSeconds = route53Reports.nowSeconds();
    await route53Reports.sleepSeconds(0.01);
    // Node counts a timer in whole milliseconds.
    assert.equal(route53Reports.nowSeconds() - startSeconds >= 0.009, true);
  });
});
