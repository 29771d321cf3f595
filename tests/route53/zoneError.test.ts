import assert from "node:assert/strict";
import { ZoneError } from "../../route53/zoneError";

describe("ZoneError", () => {
  it("carries every problem, one to a line", () => {
    const error = new ZoneError(["one", "two"]);
    assert.deepEqual([error.name, error.message, error.problems], ["ZoneError", "one\ntwo", ["one", "two"]]);
  });
});
