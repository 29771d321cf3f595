import assert from "node:assert/strict";
import type { RecordedResource } from "../../recording/recording";
import { stackWatcher } from "../../recording/stackWatcher";
import { shopPlan } from "../site-watcher/shopWorld";
import { watcherAlarm } from "../support/shopTopology";

/** A recording of resources of which only type, name, region and inputs matter. */
const recordingOf = (resources: readonly Pick<RecordedResource, "type" | "name" | "region" | "inputs">[]) =>
  ({ resources }) as unknown as Parameters<typeof stackWatcher>[0];

const watcher = {
  type: "aws:lambda/function:Function",
  name: "watcher-function",
  region: "us-west-1",
  inputs: { environment: { variables: { WATCHER_PLAN: JSON.stringify(shopPlan) } } },
};

function alarm(name: string, changes: object = {}) {
  const inputs = {
    name: `website-failover-prod-watcher-${name}`,
    namespace: shopPlan.namespace,
    metricName: "SiteHealthy",
    dimensions: { Site: "primary" },
    statistic: "Minimum",
    period: 60,
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 2,
    treatMissingData: "breaching",
    ...changes,
  };
  return { type: "aws:cloudwatch/metricAlarm:MetricAlarm", name, region: "us-west-1", inputs };
}

describe("recording/stackWatcher", () => {
  it("reads the plan from the function's environment, and the alarms on its metrics in every region", () => {
    const east = {
      ...alarm("answered", {
        metricName: "AnsweringSite",
        dimensions: undefined,
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 10,
        datapointsToAlarm: 1,
        treatMissingData: "notBreaching",
      }),
      region: "us-east-1",
    };
    const other = alarm("route53", { namespace: "AWS/Route53", dimensions: { HealthCheckId: "hc" } });
    assert.deepEqual(stackWatcher(recordingOf([watcher, alarm("primary-unhealthy"), east, other])), {
      plan: shopPlan,
      alarms: [
        watcherAlarm("primary-unhealthy", { site: "primary" }),
        watcherAlarm("answered", {
          region: "us-east-1",
          metricName: "AnsweringSite",
          comparisonOperator: "GreaterThanThreshold",
          evaluationPeriods: 10,
          datapointsToAlarm: 1,
          treatMissingData: "notBreaching",
        }),
      ],
    });
  });

  it("finds none in a stack without one, whatever other functions and alarms there are", () => {
    const other = { ...watcher, inputs: {} };
    assert.equal(stackWatcher(recordingOf([other, alarm("primary-unhealthy")])), null);
    assert.equal(stackWatcher(recordingOf([])), null);
  });

  for (const change of [
    { period: 300 },
    { comparisonOperator: "LessThanOrEqualToThreshold" },
    { treatMissingData: "missing" },
    { dimensions: { Region: "us-east-1" } },
  ]) {
    it(`refuses an alarm that is not modelled: ${JSON.stringify(change)}`, () => {
      assert.throws(() => stackWatcher(recordingOf([watcher, alarm("odd", change)])), {
        message:
          "alarm odd: its period, comparison, dimensions or missing data are not modelled in recording/stackWatcher.ts",
      });
    });
  }
});
