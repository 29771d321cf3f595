import assert from "node:assert/strict";
import { reportFileNames, reportFiles } from "../../../drill/report/files";
import { sampleReport } from "./sampleReport";

describe("drill/report/files", () => {
  it("is one report for programs, for people and for CI", () => {
    const report = sampleReport();
    const files = reportFiles(report);
    assert.deepEqual(Object.keys(files), [...reportFileNames]);
    assert.deepEqual(JSON.parse(files["report.json"]), report);
    assert.match(files["report.html"], /^<!doctype html>\n/);
    assert.match(files["junit.xml"], /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /);
  });
});
