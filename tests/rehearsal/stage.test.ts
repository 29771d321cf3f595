import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { TopologySite } from "../../recording/topology";
import { startStage, type Stage } from "../../rehearsal/stage";
import { shopTopology } from "../support/shopTopology";

const [primary, backup] = shopTopology.sites as [TopologySite, TopologySite];

describe("startStage", function () {
  this.timeout(30_000);

  async function onStage<T>(sites: readonly TopologySite[], work: (stage: Stage) => T): Promise<Awaited<T>> {
    const stage = await startStage(sites);
    try {
      return await work(stage);
    } finally {
      await stage.close();
    }
  }

  it("serves each site behind its own public address", async () => {
    await onStage([primary, backup], async ({ siteAddresses, routes, shopPort }) => {
      assert.equal(shopPort, 80);
      assert.deepEqual([...siteAddresses.keys()], ["primary", "backup"]);
      for (const site of [primary, backup]) {
        const { address, port } = routes(site.publicIp, 80);
        assert.deepEqual(siteAddresses.get(site.role), { address, port });
        const response = await fetch(`http://${address}:${port}/healthz`);
        assert.equal(response.headers.get("x-site"), site.role);
        assert.match(
          await response.text(),
          new RegExp(`^status=ok site=${site.role} region=${site.region} `),
        );
      }
    });
  });

  it("takes port 80 for the shop's where a site opens it, else the first that one opens", async () => {
    const shopPort = (...openPorts: number[]) =>
      onStage([{ ...primary, openPorts }], (stage) => stage.shopPort);
    assert.deepEqual(await Promise.all([shopPort(8080, 8081), shopPort(8080, 80)]), [8080, 80]);
  });

  it("leads to a closed port where a site opens none", async () => {
    await onStage([{ ...primary, openPorts: [] }], async ({ shopPort, siteAddresses }) => {
      assert.equal(shopPort, 80);
      const { address, port } = siteAddresses.get("primary")!;
      await assert.rejects(once(connect({ host: address, port }), "connect"), { code: "ECONNREFUSED" });
    });
  });
});
