import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { routesBy, topologyOf } from "../../cli/drillParts";
import { UserError } from "../../cli/errors";
import { shopAws } from "../drill/aws/shopAws";

describe("cli/drillParts", () => {
  it("reads a topology among a stack's outputs, or alone", () => {
    const folder = mkdtempSync(join(tmpdir(), "outputs-"));
    try {
      const outputs = join(folder, "outputs.json");
      for (const document of [{ url: "http://www.example.com", topology: shopAws }, shopAws]) {
        writeFileSync(outputs, JSON.stringify(document));
        assert.deepEqual(topologyOf({ outputs }), shopAws);
      }
      writeFileSync(outputs, "{}");
      assert.throws(() => topologyOf({ outputs }), UserError);
      assert.throws(() => topologyOf({ outputs: join(folder, "none.json") }), UserError);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("leads a public address to itself, or to what stands in for it here", () => {
    const routes = routesBy({ "192.0.2.10": "127.0.0.1:8080" });
    assert.deepEqual(routes("192.0.2.10", 80), { address: "127.0.0.1", port: 8080 });
    assert.deepEqual(routes("198.51.100.20", 80), { address: "198.51.100.20", port: 80 });
    assert.throws(() => routesBy({ "192.0.2.10": "192.0.2.11:80" }), UserError);
  });
});
