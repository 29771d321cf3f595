import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { reportJsonSchema, reportSchema } from "../../../drill/report/schema";
import { shopEvents } from "../shopEvents";
import { sampleReport } from "./sampleReport";

describe("drill/report/schema", () => {
  it("is published as docs/report.schema.json", () => {
    const published = readFileSync(resolve(__dirname, "../../../docs/report.schema.json"), "utf8");
    assert.deepEqual(JSON.parse(published), JSON.parse(reportJsonSchema()));
  });

  it("accepts a report as it is written, whatever came of the rehearsal", () => {
    const unbroken = shopEvents().filter(({ atSeconds }) => atSeconds < 40);
    const stuck = shopEvents().filter((event) => event.event !== "answer" || event.atSeconds < 40);
    for (const evidence of [
      {},
      { events: stuck },
      { events: unbroken, baselineProblems: ["The stack is not whole."] },
      { events: [] },
      { worstLagSeconds: 1 },
    ]) {
      const written: unknown = JSON.parse(JSON.stringify(sampleReport(evidence)));
      assert.deepEqual(reportSchema.parse(written), written);
    }
  });

  it("refuses another version, an unknown field, a missing one", () => {
    const report = sampleReport();
    const { seed: _seed, ...settings } = report.settings;
    for (const wrong of [
      { ...report, schemaVersion: 2 },
      { ...report, mood: "good" },
      { ...report, settings },
    ]) {
      assert.equal(reportSchema.safeParse(wrong).success, false);
    }
  });
});
