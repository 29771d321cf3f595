import assert from "node:assert/strict";
import { siteSight } from "../../../../drill/aws/sights/sites";
import type { PageRequest } from "../../../../site-watcher/ports";
import { sampleTopology } from "../sampleTopology";
import { fakeWorld } from "./fakeWorld";

const { signal } = new AbortController();
const topology = sampleTopology();
const [primary] = topology.sites;
const ofPrimary = { role: "primary", region: "us-east-1", publicIp: "192.0.2.10" };

describe("drill/aws/sights/sites", () => {
  it("sees a site at its own address, under the failover name", async () => {
    const world = fakeWorld();
    const asked: PageRequest[] = [];
    const fetchPage = (request: PageRequest) => {
      asked.push(request);
      return world.fetchPage(request, signal);
    };
    assert.deepEqual(await siteSight(primary, topology, { ...world, fetchPage }, signal), {
      ...ofPrimary,
      isHealthy: true,
      httpStatus: 200,
      statesRole: "primary",
      contentVersion: "v1",
      problem: null,
    });
    assert.deepEqual(asked, [
      { url: "http://www.example.com:80/healthz", connectTo: { address: "192.0.2.10", port: 80 } },
    ]);
  });

  it("connects to what stands in for the site", async () => {
    const world = fakeWorld();
    world.pages["127.0.0.1 /healthz"] = { status: 200, body: "status=ok" };
    const reach = { ...world.reach, standIn: () => ({ address: "127.0.0.1", port: 8080 }) };
    const sight = await siteSight(primary, topology, { ...world, reach }, signal);
    assert.deepEqual([sight.isHealthy, sight.statesRole, sight.contentVersion], [true, null, null]);
  });

  for (const [page, httpStatus, problem] of [
    [{ status: 199, body: "status=ok" }, 199, "status 199"],
    [{ status: 200, body: "status=ok" }, 200, null],
    [{ status: 299, body: "status=ok" }, 299, null],
    [{ status: 300, body: "status=ok" }, 300, "status 300"],
    [{ status: 200, body: "status=broken" }, 200, 'status 200, but no "status=ok" in the page'],
    ["connect ECONNREFUSED", null, "no answer: connect ECONNREFUSED"],
  ] as const) {
    it(`finds ${problem ?? "nothing"} wrong with ${JSON.stringify(page)}`, async () => {
      const world = fakeWorld();
      world.pages["192.0.2.10 /healthz"] = page;
      const sight = await siteSight(primary, topology, world, signal);
      assert.deepEqual(sight, {
        ...ofPrimary,
        isHealthy: problem === null,
        httpStatus,
        statesRole: null,
        contentVersion: null,
        problem,
      });
    });
  }
});
