import assert from "node:assert/strict";
import { contentBucketName, isBucketName } from "../../site/contentBucketName";

describe("contentBucketName", () => {
  it("follows from stack, account and region", () => {
    assert.equal(
      contentBucketName({ stack: "prod", accountId: "123456789012", region: "us-east-1" }),
      "shop-content-prod-123456789012-us-east-1",
    );
  });

  it("fits S3 for a stack of 22 characters in the longest region's name", () => {
    const name = (length: number) =>
      contentBucketName({ stack: "s".repeat(length), accountId: "123456789012", region: "ap-southeast-1" });
    assert.equal(name(22).length, 63);
    assert.deepEqual([isBucketName(name(22)), isBucketName(name(23))], [true, false]);
  });
});

describe("isBucketName", () => {
  const names: Readonly<Record<string, boolean>> = {
    abc: true,
    ab: false,
    "a-1": true,
    "-ab": false,
    "ab-": false,
    "a.b": false,
    aBc: false,
    a_b: false,
  };
  for (const [name, isLegal] of Object.entries(names)) {
    it(`${isLegal ? "takes" : "refuses"} ${name}`, () => {
      assert.equal(isBucketName(name), isLegal);
    });
  }
});
