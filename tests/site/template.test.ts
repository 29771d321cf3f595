import assert from "node:assert/strict";
import { rendered, template } from "../../site/template";

describe("template", () => {
  it("replaces every placeholder, even more than once", () => {
    const values = { ROOT: "/r", HEALTH: "/h", STALE_SECONDS: "7" };
    const expected = template("sweep.sh")
      .replaceAll("@ROOT@", "/r")
      .replaceAll("@HEALTH@", "/h")
      .replaceAll("@STALE_SECONDS@", "7");
    assert.equal(rendered("sweep.sh", values), expected);
    assert.equal(expected.match(/7 seconds/g)?.length, 2);
  });

  it("puts a value in as it is, dollar signs included", () => {
    const text = rendered("setup.sh", { PROGRAM: "$&" });
    assert.equal(text, template("setup.sh").split("@PROGRAM@").join("$&"));
  });

  it("refuses a placeholder without a value", () => {
    assert.throws(() => rendered("sweep.sh", { ROOT: "", HEALTH: "/h" }), {
      message: "site/files/sweep.sh: no value for @STALE_SECONDS@",
    });
  });
});
