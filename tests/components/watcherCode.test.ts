import assert from "node:assert/strict";
import { isBuiltin } from "node:module";
import { resolve } from "node:path";
import { watcherCode } from "../../components/watcherCode";

describe("components/watcherCode", () => {
  it("needs nothing but Node and the SDK of Lambda's runtime", () => {
    const required = [...watcherCode().matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module]) => module ?? "");
    assert.equal(required.length > 0, true);
    assert.deepEqual(
      required.filter((module) => !isBuiltin(module)),
      [],
    );
    const loaded = [...watcherCode().matchAll(/\bload\("([^"]+)"\)/g)].map(([, module]) => module);
    assert.deepEqual(loaded, ["@aws-sdk/client-s3", "@aws-sdk/client-cloudwatch", "@aws-sdk/client-fis"]);
  });

  it("is the same wherever the project lies", () => {
    assert.equal(watcherCode().includes(resolve(__dirname, "../..")), false);
  });
});
