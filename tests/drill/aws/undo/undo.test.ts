import assert from "node:assert/strict";
import { GoneError, receiptOf } from "../../../../drill/aws/undo/undo";

describe("drill/aws/undo/undo", () => {
  it("keeps the id by which AWS finds a request", () => {
    assert.deepEqual(receiptOf({ $metadata: { requestId: "request-1" } }, "command-1"), {
      requestId: "request-1",
      commandId: "command-1",
    });
    assert.deepEqual(receiptOf({ $metadata: {} }), { requestId: null, commandId: null });
  });

  it("names what is gone so that it can be told from what AWS refuses", () => {
    assert.equal(new GoneError("it is not there").name, "GoneError");
  });
});
