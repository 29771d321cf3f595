import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { healthScriptPeriodSeconds } from "../../../site/healthPage";
import { contentVersion, storefront } from "../../../site/storefront";
import { address, eventually, RunningSite } from "./runningSite";

const identity = { role: "primary", region: "us-east-1" } as const;
const healthy = [200, `status=ok site=primary region=us-east-1 content=${contentVersion}\n`];
const broken = [503, "status=broken site=primary region=us-east-1\n"];

describe("site under nginx", () => {
  let site: RunningSite;

  beforeEach(async () => {
    site = await RunningSite.start(identity);
  });

  afterEach(async () => {
    await site.stop();
  });

  it("serves the storefront, and says who it is and that nobody may keep it", async () => {
    for (const { path, contentType, body } of storefront(identity)) {
      const reply = await site.request(path);
      assert.deepEqual([reply.status, reply.headers["content-type"], reply.body], [200, contentType, body]);
    }
    const { headers, body } = await site.request("/");
    assert.equal(body, storefront(identity)[0]!.body);
    assert.deepEqual(headers, {
      date: headers.date,
      etag: headers.etag,
      "last-modified": headers["last-modified"],
      server: "nginx",
      "content-type": "text/html; charset=utf-8",
      "content-length": String(Buffer.byteLength(body)),
      connection: "close",
      "accept-ranges": "bytes",
      "cache-control": "no-cache",
      "x-site": "primary",
      "content-security-policy":
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
  });

  it("has no health page until the script has seen the storefront", async () => {
    const { status, headers } = await site.request("/healthz");
    assert.deepEqual([status, headers["x-site"], headers["cache-control"]], [404, "primary", "no-store"]);

    assert.equal(await site.runHealthScript(), 0);
    assert.deepEqual(await site.health(), healthy);
    assert.deepEqual(site.healthFiles(), ["page"]);
    const { headers: found } = await site.request("/healthz");
    assert.deepEqual(
      [found["content-type"], found["x-site"], found["cache-control"]],
      ["text/plain; charset=utf-8", "primary", "no-store"],
    );
  });

  const damages: Record<string, (site: RunningSite) => void> = {
    "the page is missing": (damaged) => {
      damaged.deleteStorefrontFile("/index.html");
    },
    "the style sheet is missing": (damaged) => {
      damaged.deleteStorefrontFile("/style.css");
    },
    "the page is cut short": (damaged) => {
      damaged.writeStorefrontFile("/index.html", storefront(identity)[0]!.body.slice(0, -1));
    },
    "the page is empty": (damaged) => {
      damaged.writeStorefrontFile("/index.html", "");
    },
    "it is another site's page": (damaged) => {
      const other = storefront({ role: "backup", region: "us-west-1" });
      damaged.writeStorefrontFile("/index.html", other[0]!.body);
    },
  };
  for (const [damage, inflict] of Object.entries(damages)) {
    it(`is broken when ${damage}, and healthy again after the repair`, async () => {
      await site.runHealthScript();
      inflict(site);
      assert.deepEqual(await site.health(), healthy);

      assert.equal(await site.runHealthScript(), 1);
      assert.deepEqual(await site.health(), broken);
      assert.deepEqual(site.healthFiles(), ["broken"]);

      for (const { path, body } of storefront(identity)) site.writeStorefrontFile(path, body);
      assert.equal(await site.runHealthScript(), 0);
      assert.deepEqual(await site.health(), healthy);
    });
  }

  it("loses its health page when the script stops running", async () => {
    await site.runHealthScript();
    site.writeHealthFile("witness", 16);
    site.startSweeper();
    await eventually(() => Promise.resolve(!site.healthFiles().includes("witness")));
    assert.deepEqual(await site.health(), healthy);

    site.writeHealthFile("page", 16);
    await eventually(async () => (await site.health())[0] === 404);
    assert.deepEqual(site.healthFiles(), []);
  });

  it("loses the mark of a broken shop likewise: nobody looks, so nobody knows", async () => {
    site.writeHealthFile("broken", 16);
    assert.deepEqual(await site.health(), broken);
    site.startSweeper();
    await eventually(async () => (await site.health())[0] === 404);
  });

  it("loses its health page when nginx is gone", async () => {
    await site.runHealthScript();
    await site.stopNginx();
    assert.equal(await site.runHealthScript(), 1);
    assert.deepEqual(site.healthFiles(), ["broken"]);
  });

  it("is broken when the storefront does not come in time, and the script ends before its next start", async () => {
    await site.runHealthScript();
    await site.stopNginx();
    const silent = createServer().listen(site.port, address);
    await once(silent, "listening");
    const startedAt = performance.now();
    const code = await site.runHealthScript();
    const seconds = (performance.now() - startedAt) / 1000;
    silent.close();
    assert.equal(code, 1);
    assert.deepEqual(site.healthFiles(), ["broken"]);
    assert.ok(seconds >= 2 && seconds < healthScriptPeriodSeconds, `took ${seconds} s`);
  });
});
