import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { openBlackHole } from "../../../rehearsal/sites/blackHole";

describe("openBlackHole", function () {
  this.timeout(10_000);

  it("lets every attempt to connect hang, and refuses them once it is closed", async () => {
    const blackHole = await openBlackHole("127.0.0.1");
    const { address: host, port } = blackHole;
    const attempts = Array.from({ length: 20 }, () => connect({ host, port }).on("error", () => undefined));
    await setTimeout(100);
    assert.deepEqual(new Set(attempts.map(({ connecting }) => connecting)), new Set([true]));
    for (const attempt of attempts) attempt.destroy();
    await blackHole.close();
    await assert.rejects(once(connect({ host, port }), "connect"), { code: "ECONNREFUSED" });
  });

  it("opens at a certain port, once that is free", async () => {
    const { port, ...first } = await openBlackHole("127.0.0.1");
    await assert.rejects(openBlackHole("127.0.0.1", port), { code: "EADDRINUSE" });
    await first.close();
    const second = await openBlackHole("127.0.0.1", port);
    assert.equal(second.port, port);
    await second.close();
  });

  it("rejects where it cannot listen", async () => {
    // TEST-NET-1 (RFC 5737) is nobody's address, so it cannot be bound.
    await assert.rejects(openBlackHole("192.0.2.10"), { code: "EADDRNOTAVAIL" });
  });
});
