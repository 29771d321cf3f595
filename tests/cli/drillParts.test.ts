import assert from "node:assert/strict";
import { routesBy } from "../../cli/drillParts";
import { UserError } from "../../cli/errors";

describe("cli/drillParts", () => {
  it("leads a public address to itself, or to what stands in for it here", () => {
    const routes = routesBy({ "192.0.2.10": "127.0.0.1:8080" });
    assert.deepEqual(routes("192.0.2.10", 80), { address: "127.0.0.1", port: 8080 });
    assert.deepEqual(routes("198.51.100.20", 80), { address: "198.51.100.20", port: 80 });
    assert.throws(() => routesBy({ "192.0.2.10": "192.0.2.11:80" }), UserError);
  });
});
