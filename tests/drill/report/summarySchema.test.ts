import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { summaryJsonSchema, summarySchema } from "../../../drill/report/summarySchema";
import { sampleCase, sampleSummary } from "./sampleSummary";

describe("drill/report/summarySchema", () => {
  const summary = sampleSummary([sampleCase("kill-server"), sampleCase("http-500")]);

  it("is published as docs/summary.schema.json", () => {
    const published = readFileSync(resolve(__dirname, "../../../docs/summary.schema.json"), "utf8");
    assert.deepEqual(JSON.parse(published), JSON.parse(summaryJsonSchema()));
  });

  it("accepts a summary as it is written", () => {
    const written: unknown = JSON.parse(JSON.stringify(summary));
    assert.deepEqual(summarySchema.parse(written), written);
  });

  it("refuses another version, an unknown field, a missing one", () => {
    const { cases: _cases, ...rest } = summary;
    for (const wrong of [{ ...summary, schemaVersion: 2 }, { ...summary, mood: "good" }, rest]) {
      assert.equal(summarySchema.safeParse(wrong).success, false);
    }
  });
});
