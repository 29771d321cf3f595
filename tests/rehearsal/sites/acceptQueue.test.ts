import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fillAcceptQueue } from "../../../rehearsal/sites/acceptQueue";

// That the queue of a stopped process fills is shown where a process is stopped: site.test.ts.
describe("fillAcceptQueue", () => {
  it("gives up where somebody accepts, and lets go of what it opened", async function () {
    this.timeout(30_000);
    const server = createServer((connection) => connection.on("error", () => undefined).resume()).listen(
      0,
      "127.0.0.1",
    );
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    // 130 at first, for a backlog of 128, then 16 at a time until they are four times the backlog.
    await assert.rejects(fillAcceptQueue({ address: "127.0.0.1", port }), {
      message: `127.0.0.1:${port} still accepts connections after 514 were opened.`,
    });
    // Closes only once no connection is open any more.
    server.close();
    await once(server, "close");
  });
});
