import assert from "node:assert/strict";
import { reportFileNames, reportFiles, summaryFileNames, summaryFiles } from "../../../drill/report/files";
import { sampleReport } from "./sampleReport";
import { sampleCase, sampleSummary } from "./sampleSummary";

describe("drill/report/files", () => {
  it("is one report for programs, for people and for CI", () => {
    const report = sampleReport();
    const files = reportFiles(report);
    assert.deepEqual(Object.keys(files), [...reportFileNames]);
    assert.deepEqual(JSON.parse(files["report.json"]), report);
    assert.match(files["report.html"], /^<!doctype html>\n/);
    assert.match(files["junit.xml"], /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /);
  });

  it("is one summary for programs and for people", () => {
    const summary = sampleSummary([sampleCase("kill-server")]);
    const files = summaryFiles(summary);
    assert.deepEqual(Object.keys(files), [...summaryFileNames]);
    assert.deepEqual(JSON.parse(files["report.json"]), summary);
    assert.match(files["report.html"], /^<!doctype html>\n/);
  });
});
