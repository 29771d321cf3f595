import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** Proves the habits of the project that no linter knows. */

const root = resolve(__dirname, "..");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(root, file)));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const sources = files.filter((file) => /\.(ts|js|mjs)$/.test(file));
const program = sources.filter((file) => file.endsWith(".ts") && !/^(tests|docs|bench)\//.test(file));

/** Code lines: neither blank nor comment. */
const lengthOf = (file: string) =>
  read(file)
    .split("\n")
    .filter((line) => !/^\s*(\/\/|\/?\*|$)/.test(line)).length;

/** Files that do something and are proven by the test of the file that uses them. */
const provenElsewhere = {
  "cli/drillCommand.ts": "tests/cli/drill.test.ts",
  "cli/drillResult.ts": "tests/cli/drill.test.ts",
  "cli/drillsCommand.ts": "tests/cli/drills.test.ts",
  "cli/errors.ts": "tests/cli/main.test.ts",
  "cli/overrideText.ts": "tests/cli/override.test.ts",
  "cli/rehearseCommand.ts": "tests/cli/main.test.ts",
  "cli/wrongStack.ts": "tests/cli/awsStack.test.ts",
  "components/alarmTopic.ts": "tests/components/monitoring.test.ts",
  "components/drillAlarms.ts": "tests/components/drillSchedule.test.ts",
  "components/drillExperiments.ts": "tests/components/drillSchedule.test.ts",
  "components/failoverDnsArgs.ts": "tests/components/failoverDns.test.ts",
  "components/graph.ts": "tests/components/dashboard.test.ts",
  "components/healthAlarms.ts": "tests/components/monitoring.test.ts",
  "components/instanceAlarm.ts": "tests/components/monitoring.test.ts",
  "components/instanceProfile.ts": "tests/components/regionalSite.test.ts",
  "components/monitoringArgs.ts": "tests/components/monitoring.test.ts",
  "components/operationsPolicies.ts": "tests/components/operations.test.ts",
  "components/physicalName.ts": "tests/components/monitoring.test.ts",
  "components/restorePolicy.ts": "tests/components/operations.test.ts",
  "components/schedulerTrust.ts": "tests/components/drillTimer.test.ts",
  "components/switchBucket.ts": "tests/components/operatorSwitch.test.ts",
  "components/watcherAlarms.ts": "tests/components/siteWatcher.test.ts",
  "components/watcherFunction.ts": "tests/components/siteWatcher.test.ts",
  "components/watcherSchedule.ts": "tests/components/siteWatcher.test.ts",
  "drill/aws/drilledStack.ts": "tests/drill/aws/drill.test.ts",
  "drill/aws/faultMarks.ts": "tests/drill/aws/drill.test.ts",
  "drill/aws/figures.ts": "tests/drill/aws/verdict.test.ts",
  "drill/aws/measured.ts": "tests/drill/aws/drill.test.ts",
  "drill/aws/moves.ts": "tests/drill/aws/drill.test.ts",
  "drill/aws/observers/alarmStates.ts": "tests/drill/aws/observers/observers.test.ts",
  "drill/aws/observers/answers.ts": "tests/drill/aws/observers/observers.test.ts",
  "drill/aws/observers/awsSights.ts": "tests/drill/aws/preflight/gather.test.ts",
  "drill/aws/observers/checkStates.ts": "tests/drill/aws/observers/observers.test.ts",
  "drill/aws/observers/directProbes.ts": "tests/drill/aws/observers/observers.test.ts",
  "drill/aws/observers/readCheck.ts": "tests/drill/aws/preflight/gather.test.ts",
  "drill/aws/observers/sitePage.ts": "tests/drill/aws/observers/observers.test.ts",
  "drill/aws/observers/steadily.ts": "tests/drill/aws/observers/observers.test.ts",
  "drill/aws/page/drillTables.ts": "tests/drill/aws/page/drillPage.test.ts",
  "drill/aws/page/files.ts": "tests/cli/drill.test.ts",
  "drill/aws/preflight/backupRules.ts": "tests/drill/aws/preflight/rules.test.ts",
  "drill/aws/preflight/dnsRules.ts": "tests/drill/aws/preflight/rules.test.ts",
  "drill/aws/preflight/facts.ts": "tests/drill/aws/preflight/gather.test.ts",
  "drill/aws/preflight/pairFacts.ts": "tests/drill/aws/preflight/gather.test.ts",
  "drill/aws/preflight/pairRules.ts": "tests/drill/aws/preflight/rules.test.ts",
  "drill/aws/preflight/rule.ts": "tests/drill/aws/preflight/rules.test.ts",
  "drill/aws/preflight/zoneFacts.ts": "tests/drill/aws/preflight/gather.test.ts",
  "drill/aws/report.ts": "tests/cli/drill.test.ts",
  "drill/aws/watch.ts": "tests/drill/aws/drill.test.ts",
  "drill/notRestored.ts": "tests/drill/scenario.test.ts",
  "drill/report/laneKinds.ts": "tests/drill/report/lanes.test.ts",
  "drill/report/lists.ts": "tests/drill/report/page.test.ts",
  "drill/report/rehearsedTimeline.ts": "tests/drill/report/timelineSvg.test.ts",
  "drill/traceLeft.ts": "tests/drill/aws/breaking.test.ts",
  "recording/capture.ts": "tests/recording/record.test.ts",
  "recording/model.ts": "tests/recording/record.test.ts",
  "rehearsal/faults/names.ts": "tests/rehearsal/faults/index.test.ts",
  "rehearsal/faults/switchOf.ts": "tests/rehearsal/faults/index.test.ts",
  "rehearsal/shoppers/shopper.ts": "tests/rehearsal/shoppers/fresh.test.ts",
  "stacks/instanceTypes.ts": "tests/stacks/rules.test.ts",
  "stacks/problem.ts": "tests/stacks/rules.test.ts",
  "stacks/regions.ts": "tests/index.test.ts",
  "stacks/schema.ts": "tests/stacks/parse.test.ts",
  "stacks/siteSchema.ts": "tests/stacks/parse.test.ts",
};

/** Tests that are about several files at once. */
const ofNoSingleFile = ["drill/mutations", "parts", "placement", "policies", "tidy", "wiring"];

describe("the project's habits", () => {
  it("keeps every file of the program under 250 lines of code, tests and figures under 300", () => {
    const limit = (file: string) => (/^(tests|docs)\//.test(file) ? 300 : 250);
    assert.deepEqual(
      sources.filter((file) => lengthOf(file) > limit(file)),
      [],
    );
  });

  it("tells the whole story of the program in under 50 lines of index.ts, without a loop or an apply", () => {
    assert.equal(lengthOf("index.ts") < 50, true);
    assert.doesNotMatch(read("index.ts"), /\.apply\(|\bfor\b|\bwhile\b|\.map\(|\.forEach\(/);
  });

  it("has a test for every file that does something, name for name", () => {
    const doesSomething = (file: string) =>
      /^(export )?(default )?(async )?(function|class) /m.test(read(file));
    const untested = program
      .filter(doesSomething)
      .filter((file) => !files.includes(join("tests", file.replace(/\.ts$/, ".test.ts"))));
    assert.deepEqual(untested.sort(), Object.keys(provenElsewhere));
    assert.deepEqual(
      Object.values(provenElsewhere).filter((test) => !files.includes(test)),
      [],
    );
  });

  it("has no test for a file that is gone", () => {
    const strays = files
      .filter(
        (file) =>
          /^tests\/.*\.test\.ts$/.test(file) && !/^tests\/(engine|integration|docs|github)\//.test(file),
      )
      .map((file) => file.replace(/^tests\//, "").replace(/\.test\.ts$/, ""))
      .filter((name) => !files.includes(`${name}.ts`) && !files.includes(`${name}.js`));
    assert.deepEqual(strays.sort(), ofNoSingleFile);
  });

  it("leaves no reminder behind", () => {
    const reminder = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`);
    assert.deepEqual(
      files.filter(
        (file) =>
          !file.startsWith("node_modules") && file !== "package-lock.json" && reminder.test(read(file)),
      ),
      [],
    );
  });

  it("names no file that only says that it holds something", () => {
    const empty = /^(util|utils|helper|helpers|common|manager|data|misc)$/i;
    assert.deepEqual(
      files.filter(
        (file) =>
          !file.endsWith(".md") &&
          (empty.test(basename(file).split(".")[0] ?? "") || empty.test(basename(dirname(file)))),
      ),
      [],
    );
  });

  it("links only to files that are there", () => {
    const broken = files
      .filter((file) => file.endsWith(".md"))
      .flatMap((file) =>
        [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
          .map(([, target]) => join(dirname(file), target ?? ""))
          .filter((target) => !existsSync(join(root, target)))
          .map((target) => `${file}: ${target}`),
      );
    assert.deepEqual(broken, []);
  });

  it("calls only npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const called = files
      .filter((file) => /\.(md|yml|yaml)$/.test(file) || file === ".ci/run")
      .flatMap((file) =>
        [...read(file).matchAll(/npm run (?:-s )?([a-z][a-z:]*)/g)].map(([, script]) => script ?? ""),
      );
    assert.deepEqual(
      [...new Set(called)].filter((script) => !(script in scripts)),
      [],
    );
  });
});
