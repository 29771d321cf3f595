import assert from "node:assert/strict";
import type { Look } from "../../site-watcher/look";
import { metricsOf } from "../../site-watcher/metrics";
import type { Metric } from "../../site-watcher/ports";
import { noonMs } from "./shopWorld";

const all: Look = {
  atMs: noonMs,
  sites: {
    primary: { isHealthy: false, contentVersion: null },
    backup: { isHealthy: true, contentVersion: "v1" },
  },
  answeringSite: "backup",
  operatorSwitch: { isReadable: true, isForced: false },
  isContentInSync: false,
  replicationLagSeconds: 74.5,
  drills: { isInProgress: false, isNextBlocked: false, daysSinceSuccess: 2.5 },
};

const lines = (metrics: readonly Metric[]) =>
  metrics.map(({ name, site = "-", value, unit }) => [name, site, value, unit].join(" "));

describe("site-watcher/metrics", () => {
  it("says everything in the backup's region", () => {
    assert.deepEqual(lines(metricsOf(all).backup), [
      "SiteHealthy primary 0 None",
      "SiteHealthy backup 1 None",
      "AnsweringSite - 2 None",
      "SwitchReadable - 1 None",
      "SwitchForced - 0 None",
      "ContentInSync - 0 None",
      "ReplicationLagSeconds - 74.5 Seconds",
      "DaysSinceSuccessfulDrill - 2.5 None",
    ]);
  });

  it("says in the primary's region what a drill there must know", () => {
    assert.deepEqual(lines(metricsOf(all).primary), [
      "SiteHealthy backup 1 None",
      "AnsweringSite - 2 None",
      "ReadyForDrill - 0 None",
    ]);
  });

  it("says the time of the look", () => {
    const { primary, backup } = metricsOf(all);
    assert.deepEqual([...new Set([...primary, ...backup].map(({ atMs }) => atMs))], [noonMs]);
  });

  it("says 1 of a primary that answers and of content in sync, and 0 of a switch that nobody can read", () => {
    const { backup } = metricsOf({
      ...all,
      answeringSite: "primary",
      isContentInSync: true,
      operatorSwitch: { isReadable: false, isForced: null },
    });
    assert.deepEqual(lines(backup).slice(2, 5), [
      "AnsweringSite - 1 None",
      "SwitchReadable - 0 None",
      "ContentInSync - 1 None",
    ]);
  });

  it("says 1 of a switch that is on", () => {
    const { backup } = metricsOf({ ...all, operatorSwitch: { isReadable: true, isForced: true } });
    assert.deepEqual(lines(backup).slice(3, 5), ["SwitchReadable - 1 None", "SwitchForced - 1 None"]);
  });

  it("says nothing of what cannot be told", () => {
    const unknown = {
      isContentInSync: null,
      replicationLagSeconds: null,
      answeringSite: null,
      operatorSwitch: null,
    };
    const unseen = { isInProgress: null, isNextBlocked: null, daysSinceSuccess: null };
    const parts = [
      { drills: null, ready: [] },
      { drills: unseen, ready: ["ReadyForDrill - 0 None"] },
    ];
    for (const { drills, ready } of parts) {
      const { primary, backup } = metricsOf({ ...all, ...unknown, drills });
      assert.deepEqual(lines(backup), ["SiteHealthy primary 0 None", "SiteHealthy backup 1 None"]);
      assert.deepEqual(lines(primary), ["SiteHealthy backup 1 None", ...ready]);
    }
  });

  const ready: Look = { ...all, answeringSite: "primary" };
  const drills = { isInProgress: false, isNextBlocked: false, daysSinceSuccess: null };
  const drillTimes: [title: string, changes: Partial<Look>, value: 0 | 1][] = [
    ["is ready on the primary, with a switch that is off", {}, 1],
    ["is ready without a switch", { operatorSwitch: null }, 1],
    [
      "is ready in the first two minutes of the drill itself",
      { drills: { ...drills, isInProgress: true } },
      1,
    ],
    [
      "is not ready with an unhealthy backup",
      { sites: { ...all.sites, backup: { isHealthy: false, contentVersion: null } } },
      0,
    ],
    ["is not ready on the backup", { answeringSite: "backup" }, 0],
    ["is not ready while the answers differ", { answeringSite: null }, 0],
    ["is not ready with the switch on", { operatorSwitch: { isReadable: true, isForced: true } }, 0],
    [
      "is not ready when the switch cannot be told",
      { operatorSwitch: { isReadable: true, isForced: null } },
      0,
    ],
    ["is not ready without the canary", { operatorSwitch: { isReadable: false, isForced: false } }, 0],
    ["is not ready during another drill", { drills: { ...drills, isNextBlocked: true } }, 0],
    ["is not ready when drills cannot be seen", { drills: { ...drills, isNextBlocked: null } }, 0],
  ];
  for (const [title, changes, value] of drillTimes) {
    it(title, () => {
      assert.equal(
        lines(metricsOf({ ...ready, drills, ...changes }).primary).at(-1),
        `ReadyForDrill - ${value} None`,
      );
    });
  }
});
