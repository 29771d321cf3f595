import assert from "node:assert/strict";
import { attempts } from "../../site-watcher/attempts";
import { drillRuns } from "../../site-watcher/drillRuns";
import type { DrillRun } from "../../site-watcher/ports";
import { noonMs } from "./shopWorld";

const dayMs = 86_400_000;
const secondMs = 1_000;
const run = (state: DrillRun["state"], daysAgo: number): DrillRun => ({
  state,
  startedAtMs: noonMs - daysAgo * dayMs,
});

const regions = { primary: "us-east-1", backup: "us-west-1" };
const unread = () => Promise.reject(new Error("nobody asked for it"));

/** @param byHand objects of the bucket where drills by hand leave their journal; without them there is none. */
async function seen(
  lists: Readonly<Record<string, readonly DrillRun[] | null>>,
  byHand: Readonly<Record<string, object | null>> | null = null,
) {
  const calls = attempts(1_000);
  const listDrills = (_region: string, id: string) => {
    const list = lists[id];
    return list ? Promise.resolve(list) : Promise.reject(new Error("silent"));
  };
  const readObject = ({ key }: { readonly key: string }) => {
    const object = byHand?.[key];
    if (object === null) return Promise.reject(new Error("silent"));
    return Promise.resolve(object === undefined ? null : JSON.stringify(object));
  };
  const plan = { experimentTemplateIds: Object.keys(lists), journalBucket: byHand && "switch" };
  const ports = { nowMs: () => noonMs, listDrills, readObject: byHand ? readObject : unread };
  const runs = await drillRuns(plan, regions, ports, calls);
  return [runs.isInProgress, runs.daysSinceSuccess, calls.failures, runs.isNextBlocked];
}

describe("site-watcher/drillRuns", () => {
  it("counts the days since the newest run of any drill that succeeded", async () => {
    assert.deepEqual(
      await seen({
        one: [run("succeeded", 9), run("succeeded", 2.5), run("failed", 1)],
        two: [run("succeeded", 4)],
      }),
      [false, 2.5, [], false],
    );
  });

  it("knows of no success before there is one", async () => {
    assert.deepEqual(await seen({ one: [], two: [run("failed", 1)] }), [false, null, [], false]);
  });

  it("sees a drill in progress, whatever the other list says", async () => {
    const silent = ["runs of drill two: silent"];
    assert.deepEqual(await seen({ one: [run("running", 0)], two: [] }), [true, null, [], false]);
    assert.deepEqual(await seen({ one: [run("running", 0)], two: null }), [true, null, silent, null]);
  });

  it("cannot tell that none is in progress while a list is missing, and still counts the days", async () => {
    const silent = ["runs of drill two: silent"];
    assert.deepEqual(await seen({ one: [run("succeeded", 3)], two: null }), [null, 3, silent, null]);
  });

  it("lets a drill in progress block the next one from two minutes on", async () => {
    const running = (seconds: number) => ({ ...run("running", 0), startedAtMs: noonMs - seconds * secondMs });
    assert.deepEqual(await seen({ one: [running(119)] }), [true, null, [], false]);
    assert.deepEqual(await seen({ one: [running(120)] }), [true, null, [], true]);
    assert.deepEqual(await seen({ one: [running(119)], two: [running(120)] }), [true, null, [], true]);
    const silent = ["runs of drill two: silent"];
    assert.deepEqual(await seen({ one: [running(120)], two: null }), [true, null, silent, true]);
  });

  const journalKey = "drills/journal.json";
  const lastSuccessKey = "drills/last-success.json";
  const open = { state: "open", undoneAt: new Date(noonMs).toISOString() };
  const success = (daysAgo: number) => ({ startedAt: new Date(noonMs - daysAgo * dayMs).toISOString() });

  it("counts a drill by hand as one in progress, which blocks the next at once", async () => {
    assert.deepEqual(await seen({ one: [] }, {}), [false, null, [], false]);
    assert.deepEqual(await seen({ one: [] }, { [journalKey]: open }), [true, null, [], true]);
    assert.deepEqual(await seen({}, { [journalKey]: open }), [true, null, [], true]);
  });

  it("cannot tell that none is in progress while the journal cannot be read", async () => {
    const silent = ["journal of drills: silent"];
    assert.deepEqual(await seen({ one: [] }, { [journalKey]: null }), [null, null, silent, null]);
    const running = { ...run("running", 0), startedAtMs: noonMs - 120 * secondMs };
    assert.deepEqual(await seen({ one: [running] }, { [journalKey]: null }), [true, null, silent, true]);
  });

  it("counts the days since the newest success, by hand or by the clock", async () => {
    const days = async (byClock: number, byHand: number) =>
      (await seen({ one: [run("succeeded", byClock)] }, { [lastSuccessKey]: success(byHand) }))[1];
    assert.equal(await days(9, 2.5), 2.5);
    assert.equal(await days(2.5, 9), 2.5);
    assert.deepEqual(await seen({}, { [lastSuccessKey]: success(3) }), [false, 3, [], false]);
  });

  it("asks in the primary's region for each template", async () => {
    const asked: string[] = [];
    const listDrills = (region: string, id: string) => {
      asked.push(`${region} ${id}`);
      return Promise.resolve([]);
    };
    const plan = { experimentTemplateIds: ["one", "two"], journalBucket: null };
    await drillRuns(plan, regions, { nowMs: () => 0, listDrills, readObject: unread }, attempts(1_000));
    assert.deepEqual(asked, ["us-east-1 one", "us-east-1 two"]);
  });
});
