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
  drills: { isInProgress: false, daysSinceSuccess: 2.5 },
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
    assert.deepEqual(lines(metricsOf(all).primary), ["SiteHealthy backup 1 None", "AnsweringSite - 2 None"]);
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
    const unknown = { isContentInSync: null, replicationLagSeconds: null, answeringSite: null };
    const parts = [
      { operatorSwitch: null, drills: null },
      { operatorSwitch: null, drills: { isInProgress: null, daysSinceSuccess: null } },
    ];
    for (const part of parts) {
      const { primary, backup } = metricsOf({ ...all, ...unknown, ...part });
      assert.deepEqual(lines(backup), ["SiteHealthy primary 0 None", "SiteHealthy backup 1 None"]);
      assert.deepEqual(lines(primary), ["SiteHealthy backup 1 None"]);
    }
  });
});
