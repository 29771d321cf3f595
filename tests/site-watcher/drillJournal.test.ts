import assert from "node:assert/strict";
import { drillJournal as journalShape } from "../../drill/aws/journal";
import { attempts } from "../../site-watcher/attempts";
import { handDrills } from "../../site-watcher/drillJournal";
import { noonMs } from "./shopWorld";

const minuteMs = 60_000;
const instant = (minutes: number) => new Date(noonMs + minutes * minuteMs).toISOString();

/** A journal as a drill leaves it. */
const journalOf = (state: "open" | "closed", undoneAtMinutes: number) =>
  JSON.stringify(
    journalShape.parse({
      version: 1,
      id: "2026-03-01T11-40-00Z-stop-instance",
      state,
      stack: "prod",
      accountId: "123456789012",
      fault: "stop-instance",
      principal: "arn:aws:sts::123456789012:assumed-role/drill/me",
      startedAt: instant(-20),
      undoneAt: instant(undoneAtMinutes),
      undo: { operation: "ec2:StartInstances", region: "us-east-1", instanceId: "i-1" },
      schedule: { region: "us-east-1", name: "undo" },
      verdict: state === "open" ? null : "pass",
    }),
  );

async function seen(objects: Readonly<Record<string, string | Error>>) {
  const asked: string[] = [];
  const calls = attempts(1_000);
  const readObject = ({ region, bucket, key }: Record<"region" | "bucket" | "key", string>) => {
    asked.push(`${region}/${bucket}/${key}`);
    const found = objects[key] ?? null;
    return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
  };
  const ports = { nowMs: () => noonMs, readObject };
  const drills = await handDrills("switch", "us-west-1", ports, calls);
  return { ...drills, asked, failures: calls.failures };
}

const journalKey = "drills/journal.json";
const lastSuccessKey = "drills/last-success.json";

describe("site-watcher/drillJournal", () => {
  it("looks in the backup's region, and sees nobody drill where there is nothing", async () => {
    assert.deepEqual(await seen({}), {
      isInProgress: false,
      succeededAtMs: null,
      asked: [`us-west-1/switch/${journalKey}`, `us-west-1/switch/${lastSuccessKey}`],
      failures: [],
    });
  });

  const journals: [title: string, journal: string, isInProgress: boolean][] = [
    ["an open journal is a drill in progress", journalOf("open", 5), true],
    ["it still is after its fault was to be undone", journalOf("open", -9.999), true],
    ["ten minutes later nobody is coming back to close it", journalOf("open", -10), false],
    ["a closed journal is a drill that is over, however early", journalOf("closed", 5), false],
  ];
  for (const [title, journal, expected] of journals) {
    it(title, async () => {
      const { isInProgress, failures } = await seen({ [journalKey]: journal });
      assert.deepEqual([isInProgress, failures], [expected, []]);
    });
  }

  it("has the start of the newest drill that succeeded, whatever became of the next one", async () => {
    const objects = {
      [journalKey]: journalOf("open", 5),
      [lastSuccessKey]: JSON.stringify({ startedAt: instant(-1_440) }),
    };
    const { isInProgress, succeededAtMs } = await seen(objects);
    assert.deepEqual([isInProgress, succeededAtMs], [true, noonMs - 1_440 * minuteMs]);
  });

  const unreadable: [text: string | Error, reason: RegExp][] = [
    [new Error("silent"), /^silent$/],
    ["", /JSON/],
    ["null", /null/],
    ['{"state":"open","undoneAt":"soon","startedAt":"once"}', /^it holds no time$/],
    ['{"state":"open"}', /^it holds no time$/],
  ];
  for (const [text, reason] of unreadable) {
    it(`cannot tell by ${text instanceof Error ? "a bucket that is silent" : JSON.stringify(text)}`, async () => {
      const { isInProgress, succeededAtMs, failures } = await seen({
        [journalKey]: text,
        [lastSuccessKey]: text,
      });
      assert.deepEqual([isInProgress, succeededAtMs], [null, null]);
      const [journal = "", success = "", ...more] = failures;
      assert.deepEqual(more, []);
      assert.match(journal.replace("journal of drills: ", ""), reason);
      assert.match(success.replace("newest drill that succeeded: ", ""), reason);
    });
  }
});
