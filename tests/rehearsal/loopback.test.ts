import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { loopbackAddresses, routesTo } from "../../rehearsal/loopback";

describe("loopbackAddresses", () => {
  it("gives out loopback addresses, a different one at each call, away from 127.0.0.x", async () => {
    const take = await loopbackAddresses();
    const taken = Array.from({ length: 200 }, take);
    // Where only 127.0.0.1 can be bound, it stands for them all.
    if (taken.every((address) => address === "127.0.0.1")) return;
    assert.equal(new Set(taken).size, 200);
    for (const address of taken)
      assert.match(address, /^127\.(6[4-9]|[7-9]\d|1\d\d|2[0-4]\d|25[0-4])\.\d+\.\d+$/);
  });
});

describe("routesTo", () => {
  const ports = new Map([
    [80, { address: "127.1.1.1", port: 4001 }],
    [8080, { address: "127.1.1.1", port: 4002 }],
  ]);
  const site = { publicIp: "192.0.2.10", ports };

  it("leads an open port of a site to where it is served", async () => {
    const routes = await routesTo([site], "127.0.0.1");
    assert.deepEqual(routes("192.0.2.10", 80), { address: "127.1.1.1", port: 4001 });
    assert.deepEqual(routes("192.0.2.10", 8080), { address: "127.1.1.1", port: 4002 });
  });

  for (const [what, publicIp, port] of [
    ["a port that the site does not open", "192.0.2.10", 443],
    ["an address that is no site's", "198.51.100.1", 80],
    ["a loopback address, which is no public one", "127.1.1.1", 4001],
  ] as const) {
    it(`leads ${what} to a closed loopback port, where a connection is refused`, async () => {
      const routes = await routesTo([site], "127.0.0.1");
      const to = routes(publicIp, port);
      assert.equal(to.address, "127.0.0.1");
      await assert.rejects(once(connect({ host: to.address, port: to.port }), "connect"), {
        code: "ECONNREFUSED",
      });
    });
  }
});
