import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { connectToEndpoint } from "../../../rehearsal/checkers/tcpProbe";
import type { Clock } from "../../../rehearsal/clock";
import { loopbackAddresses, routesTo, type LoopbackEndpoint } from "../../../rehearsal/loopback";
import { failureReasons } from "../../../route53/probe";
import { manualClock } from "../../support/manualClock";

const accepted = { hasPassed: true, reason: "Success: The endpoint accepted the connection." };

describe("connectToEndpoint", () => {
  const sources: (string | undefined)[] = [];
  let open = 0;
  const server = createServer((connection) => {
    sources.push(connection.remoteAddress);
    open += 1;
    connection.on("close", () => (open -= 1)).resume();
  });
  let to: LoopbackEndpoint;

  before(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    to = server.address() as AddressInfo;
  });

  after(() => server.close());

  function probe(clock: Clock, more: { to?: LoopbackEndpoint; from?: string; signal?: AbortSignal } = {}) {
    return connectToEndpoint({ to, from: "127.0.0.1", signal: new AbortController().signal, clock, ...more });
  }

  it("passes once it is connected, from its own address, and hangs up", async () => {
    const from = (await loopbackAddresses())();
    assert.deepEqual(await probe(manualClock(), { from }), accepted);
    while (sources.length === 0 || open > 0) await setImmediate();
    assert.deepEqual(sources, [from]);
  });

  it("fails where the connection is refused", async () => {
    const closed = (await routesTo([], "127.0.0.1"))("192.0.2.10", 80);
    assert.deepEqual(await probe(manualClock(), { to: closed }), {
      hasPassed: false,
      reason: failureReasons.connectionRefused,
    });
  });

  it("waits 10 s for the connection, and no longer", async () => {
    // A clock that wakes everybody at once is ahead of the kernel; one that wakes nobody never is.
    const sleeps: number[] = [];
    const impatient: Clock = {
      nowSeconds: () => 0,
      sleep: (seconds) => Promise.resolve(void sleeps.push(seconds)),
    };
    assert.deepEqual(await probe(impatient), { hasPassed: false, reason: failureReasons.connectTimeout });
    assert.deepEqual(sleeps, [10]);
    assert.deepEqual(await probe(manualClock()), accepted);
  });

  it("ends when the serving ends", async () => {
    const { hasPassed } = await probe(manualClock(), { signal: AbortSignal.abort() });
    assert.equal(hasPassed, false);
  });
});
