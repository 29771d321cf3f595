import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openReportFolder, openReportFolders } from "../../cli/reportFiles";
import { reportFileNames } from "../../drill/report/files";
import { UserError } from "../../cli/errors";

const files = { "report.json": "{}\n", "report.html": "<p>\n", "junit.xml": "<testsuites/>\n" };

describe("cli/reportFiles", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "failover-report-"));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("makes the folder with its parents, and writes nothing but the files", () => {
    const directory = join(root, "a", "b");
    const folder = openReportFolder(directory, reportFileNames);
    assert.deepEqual(readdirSync(directory), []);
    folder.write(files);
    assert.deepEqual(readdirSync(directory).sort(), ["junit.xml", "report.html", "report.json"]);
    for (const [name, text] of Object.entries(files)) {
      assert.equal(readFileSync(join(directory, name), "utf8"), text);
    }
  });

  it("replaces what is there, and leaves other files alone", () => {
    for (const name of ["report.json", "other.txt"]) writeFileSync(join(root, name), "before");
    openReportFolder(root, reportFileNames).write(files);
    assert.equal(readFileSync(join(root, "report.json"), "utf8"), "{}\n");
    assert.equal(readFileSync(join(root, "other.txt"), "utf8"), "before");
  });

  it("refuses a file, a place below a file, and a folder in the place of a report's file", () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    mkdirSync(join(root, "taken", "report.html"), { recursive: true });
    for (const directory of [file, join(file, "below"), join(root, "taken")]) {
      assert.throws(
        () => openReportFolder(directory, reportFileNames),
        (error) =>
          error instanceof UserError &&
          error.message.startsWith(`the report cannot be written to ${directory}: `) &&
          error.message.endsWith("\nGive --report a folder that can be written to."),
      );
    }
  });

  it("writes the reports of many cases, each to a folder of its own, and what sums them up", () => {
    const directory = join(root, "all");
    const folders = openReportFolders(directory, ["flap", "slow"]);
    assert.deepEqual(readdirSync(directory).sort(), ["flap", "slow"]);
    const summary = { "report.json": "[]\n", "report.html": "<ul>\n" };
    folders.write(summary, new Map([["slow", files]]));
    assert.deepEqual(readdirSync(directory).sort(), ["flap", "report.html", "report.json", "slow"]);
    assert.equal(readFileSync(join(directory, "report.json"), "utf8"), "[]\n");
    assert.deepEqual(readdirSync(join(directory, "flap")), []);
    assert.deepEqual(readdirSync(join(directory, "slow")).sort(), [
      "junit.xml",
      "report.html",
      "report.json",
    ]);
  });

  it("refuses to write many where the folder of one is taken", () => {
    writeFileSync(join(root, "slow"), "");
    assert.throws(() => openReportFolders(root, ["flap", "slow"]), UserError);
  });
});
