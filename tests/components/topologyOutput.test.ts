import assert from "node:assert/strict";
import { parseAwsTopology } from "../../drill/aws/topology";
import { recordStack } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { resourceOf } from "../support/recordings";

/** Proves what tools learn of the stack's parts, and where else they find it. The sites are in tests/index.test.ts. */

const topologyOf = ({ outputs }: Recording) => parseAwsTopology(outputs["topology"], "recording");
const alarm = (stack: string, region: string) => (name: string) => ({
  region,
  name: `website-failover-${stack}-${name}`,
});

describe("components/topologyOutput", () => {
  it("has the switch with its checks, and lies beside it", async () => {
    const recording = await recordStack("prod");
    const idOf = (name: string) => resourceOf(recording, "aws:route53/healthCheck:HealthCheck", name).id;
    const bucketName = "failover-switch-prod-123456789012-us-west-1-an";
    assert.deepEqual(topologyOf(recording).operatorSwitch, {
      region: "us-west-1",
      bucketName,
      fqdn: `${bucketName}.s3.us-west-1.amazonaws.com`,
      searchString: "go-to-the-backup",
      key: "force-backup",
      healthCheckId: idOf("failover-switch-check"),
      calculatedHealthCheckId: idOf("failover-primary-and-switch-check"),
    });
    const copy = resourceOf(recording, "aws:s3/bucketObjectv2:BucketObjectv2", "switch-topology");
    assert.deepEqual(JSON.parse(String(copy.inputs["content"])), recording.outputs["topology"]);
    assert.deepEqual([copy.inputs["bucket"], copy.inputs["key"]], [bucketName, "topology.json"]);
  });

  for (const stack of ["prod", "staging"]) {
    it(`is what tools read, nothing left out and nothing beside it (${stack})`, async () => {
      const { outputs } = await recordStack(stack);
      assert.deepEqual(parseAwsTopology(outputs["topology"], "recording"), outputs["topology"]);
    });

    it(`names each alarm, each topic and each document where it is (${stack})`, async () => {
      const recording = await recordStack(stack);
      const { alarms, topics, operations, experimentTemplateIds } = topologyOf(recording);
      const monitored = [
        "primary-unhealthy",
        "backup-unhealthy",
        "both-unhealthy",
        "primary-losing-checkers",
      ];
      const [inEast, inWest] = [alarm(stack, "us-east-1"), alarm(stack, "us-west-1")];
      assert.deepEqual(alarms, [
        ...monitored.map((name) => inEast(`monitoring-${name}`)),
        inEast("monitoring-primary-instance"),
        inWest("monitoring-backup-instance"),
        ...["primary-unhealthy", "backup-unhealthy", "answer-not-primary", "switch-unreadable"].map((name) =>
          inWest(`watcher-${name}`),
        ),
        ...["switch-left-on", "content-out-of-sync", "replication-late"].map((name) =>
          inWest(`watcher-${name}`),
        ),
        ...(stack === "staging" ? [inWest("watcher-drill-overdue")] : []),
      ]);
      const topic = (region: string, name: string) => ({
        region,
        arn: `arn:aws:sns:${region}:123456789012:website-failover-${stack}-${name}`,
      });
      assert.deepEqual(topics, [
        topic("us-east-1", "monitoring-us-east-1"),
        topic("us-west-1", "monitoring-us-west-1"),
        topic("us-west-1", "watcher"),
      ]);
      assert.deepEqual(operations, {
        restoreRoleArn: `arn:aws:iam::123456789012:role/website-failover-${stack}-operations-restore`,
        stopServerDocument: `website-failover-${stack}-operations-stop-server`,
        startServerDocument: `website-failover-${stack}-operations-start-server`,
      });
      const templates = recording.resources.filter(({ type }) => type.endsWith(":ExperimentTemplate"));
      assert.equal(templates.length, stack === "staging" ? 2 : 0);
      assert.deepEqual([...experimentTemplateIds].sort(), templates.map(({ id }) => id).sort());
    });
  }

  it("says of each part that a stack lacks that it is not there", async () => {
    const config = Object.fromEntries(
      ["monitoring", "operatorSwitch", "siteWatcher", "operations"].map((part) => [
        `website-failover:${part}`,
        "{}",
      ]),
    );
    const { alarms, topics, operations, operatorSwitch, experimentTemplateIds } = topologyOf(
      await recordStack("prod", { config }),
    );
    assert.deepEqual(
      { alarms, topics, operations, operatorSwitch, experimentTemplateIds },
      { alarms: [], topics: [], operations: null, operatorSwitch: null, experimentTemplateIds: [] },
    );
  });
});
