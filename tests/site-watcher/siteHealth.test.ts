import assert from "node:assert/strict";
import { attempts } from "../../site-watcher/attempts";
import type { Page, PageRequest } from "../../site-watcher/ports";
import { siteHealth } from "../../site-watcher/siteHealth";
import { shopPlan } from "./shopWorld";

async function healthOf(page: Page | Error) {
  const calls = attempts(1_000);
  const fetchPage = () => (page instanceof Error ? Promise.reject(page) : Promise.resolve(page));
  return { ...(await siteHealth("backup", shopPlan, { fetchPage }, calls)), failures: calls.failures };
}

describe("site-watcher/siteHealth", () => {
  it("fetches the health page by the site's address, with the failover name as Host", async () => {
    const requests: PageRequest[] = [];
    const fetchPage = (request: PageRequest) => {
      requests.push(request);
      return Promise.resolve({ status: 200, body: "status=ok" });
    };
    await siteHealth("backup", shopPlan, { fetchPage }, attempts(1_000));
    assert.deepEqual(requests, [
      {
        url: "http://www.example.com:80/healthz",
        connectTo: { address: "198.51.100.2", port: 80 },
      },
    ]);
  });

  it("reads the content's version from a healthy page", async () => {
    assert.deepEqual(await healthOf({ status: 200, body: "status=ok site=backup content=0a1b2c3d4e5f\n" }), {
      isHealthy: true,
      contentVersion: "0a1b2c3d4e5f",
      failures: [],
    });
  });

  it("takes a healthy page without a version", async () => {
    const { isHealthy, contentVersion } = await healthOf({ status: 299, body: "status=ok" });
    assert.deepEqual([isHealthy, contentVersion], [true, null]);
  });

  const unhealthy: [title: string, page: Page | Error, reason: string][] = [
    ["status 199", { status: 199, body: "status=ok" }, "status 199"],
    ["a redirect", { status: 300, body: "status=ok" }, "status 300"],
    ["status 503", { status: 503, body: "status=ok" }, "status 503"],
    ["a page without the text", { status: 200, body: "status=broken" }, 'no "status=ok" in it'],
    ["no answer", new Error("connect ECONNREFUSED"), "connect ECONNREFUSED"],
  ];
  for (const [title, page, reason] of unhealthy) {
    it(`finds a site unhealthy with ${title}`, async () => {
      assert.deepEqual(await healthOf(page), {
        isHealthy: false,
        contentVersion: null,
        failures: [`health page of the backup: ${reason}`],
      });
    });
  }
});
