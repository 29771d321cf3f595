import assert from "node:assert/strict";
import { checkedUserData } from "../../site/userData";

const tooLong = {
  message:
    "user data of the backup site is 16385 bytes long; EC2 takes at most 16384: " +
    "let the instance fetch the larger part by itself",
};

describe("user data", () => {
  it("is taken at EC2's limit and refused one byte past it", () => {
    assert.equal(checkedUserData("x".repeat(16_384), "the backup site"), "x".repeat(16_384));
    assert.throws(() => checkedUserData("x".repeat(16_385), "the backup site"), tooLong);
  });

  it("is measured in bytes, not in characters", () => {
    assert.equal(checkedUserData("é".repeat(8_192), "the backup site"), "é".repeat(8_192));
    assert.throws(() => checkedUserData(`${"é".repeat(8_192)}x`, "the backup site"), tooLong);
  });
});
