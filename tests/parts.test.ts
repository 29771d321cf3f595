import assert from "node:assert/strict";
import { recordStack } from "../recording/record";
import type { Recording } from "../recording/recording";
import { assertSound, inventory, resourceOf } from "./support/recordings";
import {
  dataSync,
  drills,
  monitoring,
  operations,
  operatorSwitch,
  ranges,
  replicationAlarms,
  siteWatcher,
  watchedContent,
  watchedSwitch,
  wholeStack,
} from "./support/stackResources";

/** Proves that a stack without one of its parts has all the rest, and that no part looks for one that is not there. */

const email = "ops@example.com";

/** All of prod but these. */
const without = (...parts: readonly (readonly string[])[]) =>
  wholeStack({ ranges: ranges.prod, email, isDrilled: false })
    .filter((resource) => !parts.flat().includes(resource))
    .sort();

describe("the parts of a stack", () => {
  it("watches nothing, and puts out no dashboard, where monitoring is turned off", async () => {
    const recording = await recordStack("prod", {
      config: { "website-failover:monitoring": `{"emails":["${email}"]}` },
    });
    assertSound(recording);
    assert.deepEqual(inventory(recording), without(monitoring(email), replicationAlarms));
    assert.equal("dashboardUrl" in recording.outputs, false);
  });

  it("keeps nothing in step, and puts out no bucket and no table, where that is turned off", async () => {
    const recording = await recordStack("prod", { config: { "website-failover:dataSync": "{}" } });
    assertSound(recording);
    assert.deepEqual(inventory(recording), without(dataSync, replicationAlarms, watchedContent));
    assert.deepEqual(
      Object.keys(recording.outputs).filter((output) => ["contentBuckets", "tables"].includes(output)),
      [],
    );
  });

  it("has no switch, and nobody who looks at one, where that is turned off", async () => {
    const config = { "website-failover:operatorSwitch": "{}", "website-failover:operations": "{}" };
    const recording = await recordStack("prod", { config });
    assertSound(recording);
    assert.deepEqual(inventory(recording), without(operatorSwitch, watchedSwitch, operations));
    assert.equal((recording.outputs["topology"] as Record<string, unknown>)["operatorSwitch"], null);
  });

  it("has no roles for people, and a watcher that looks for no journal, where that is turned off", async () => {
    const recording = await recordStack("prod", { config: { "website-failover:operations": "{}" } });
    assertSound(recording);
    assert.deepEqual(inventory(recording), without(operations));
    assert.equal((planIn(recording) as Record<string, unknown>)["drills"], null);
  });

  it("has no watcher where that is turned off", async () => {
    const recording = await recordStack("prod", { config: { "website-failover:siteWatcher": "{}" } });
    assertSound(recording);
    assert.deepEqual(inventory(recording), without(siteWatcher(email), watchedSwitch, watchedContent));
  });

  it("drills prod where that is turned on, and has the watcher count those very drills", async () => {
    const config = { "website-failover:drills": '{"enabled":true,"maxAgeDays":40}' };
    const recording = await recordStack("prod", { config });
    assertSound(recording);
    assert.deepEqual(inventory(recording), [...without(), ...drills].sort());
    const templates = ["drill-stop-instance", "drill-kill-server"].map((name) =>
      resourceOf(recording, "aws:fis/experimentTemplate:ExperimentTemplate", name),
    );
    const { drills: watched } = planIn(recording) as { drills: unknown };
    const journalBucket = "failover-switch-prod-123456789012-us-west-1-an";
    assert.deepEqual(watched, { experimentTemplateIds: templates.map(({ id }) => id), journalBucket });
    const overdue = resourceOf(recording, "aws:cloudwatch/metricAlarm:MetricAlarm", "watcher-drill-overdue");
    assert.equal(overdue.inputs["threshold"], 40);
    const instance = resourceOf(recording, "aws:ec2/instance:Instance", "primary-instance");
    const arn = `arn:aws:ec2:us-east-1:123456789012:instance/${String(instance.id)}`;
    for (const { inputs } of templates) {
      const targets = inputs["targets"] as { resourceArns: string[] }[];
      assert.deepEqual(
        targets.map(({ resourceArns }) => resourceArns),
        [[arn]],
      );
    }
  });

  it("tells the watcher what the program itself goes by", async () => {
    const config = {
      "website-failover:operatorSwitch": '{"enabled":true,"failback":"manual","holdAfterMinutes":7}',
    };
    const recording = await recordStack("prod", { config });
    assertSound(recording);
    const [primary, backup] = ["primary", "backup"].map(
      (role) => resourceOf(recording, "aws:ec2/eip:Eip", `${role}-address`).state["publicIp"],
    );
    assert.deepEqual(planIn(recording), {
      namespace: "website-failover/prod",
      regions: { primary: "us-east-1", backup: "us-west-1" },
      publicIps: { primary, backup },
      recordName: "www.example.com",
      nameServers: recording.outputs["nameServers"],
      healthPage: { port: 80, path: "/healthz", searchString: "status=ok" },
      operatorSwitch: {
        bucket: "failover-switch-prod-123456789012-us-west-1-an",
        token: "go-to-the-backup",
        holdAfterMinutes: 7,
      },
      content: {
        buckets: {
          primary: "shop-content-prod-123456789012-us-east-1",
          backup: "shop-content-prod-123456789012-us-west-1",
        },
      },
      drills: {
        experimentTemplateIds: [],
        journalBucket: "failover-switch-prod-123456789012-us-west-1-an",
      },
    });
  });
});

/** What the watcher is told. */
function planIn(recording: Recording): unknown {
  const { environment } = resourceOf(recording, "aws:lambda/function:Function", "watcher-function").inputs;
  const { WATCHER_PLAN: plan } = (environment as { variables: Record<string, string> }).variables;
  return JSON.parse(plan ?? "");
}
