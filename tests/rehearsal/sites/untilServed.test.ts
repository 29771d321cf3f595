import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { untilServed } from "../../../rehearsal/sites/untilServed";

describe("untilServed", () => {
  it("waits through refusals and silence for an answer, whatever it is", async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      if (requests > 2) response.writeHead(503).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    let isServed = false;
    const serving = untilServed({ address: "127.0.0.1", port }).then(() => (isServed = true));
    await setTimeout(50);
    assert.equal(isServed, false);
    server.listen(port, "127.0.0.1");
    await serving;
    assert.ok(requests > 2);
    server.close().closeAllConnections();
  });
});
