import assert from "node:assert/strict";
import { askResolver } from "../../../../drill/aws/sights/askResolver";
import { startDnsServer } from "../../../../rehearsal/dns/server";

describe("drill/aws/sights/askResolver", () => {
  it("asks the resolver that it is given", async () => {
    const server = await startDnsServer("127.0.0.1", () => ({
      rcode: "NOERROR",
      answers: [{ type: "A", name: "www.example.com", ttl: 20, data: "192.0.2.10" }],
    }));
    const { signal } = new AbortController();
    try {
      const resolver = `${server.address}:${server.port}`;
      assert.deepEqual(await askResolver(resolver, "www.example.com", signal), ["192.0.2.10"]);
    } finally {
      await server.close();
    }
  });

  it("asks nobody when it is aborted already", async () => {
    const aborted = AbortSignal.abort(new Error("stop"));
    await assert.rejects(askResolver(null, "www.example.com", aborted), { message: "stop" });
  });
});
