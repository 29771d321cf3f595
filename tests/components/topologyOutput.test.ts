import assert from "node:assert/strict";
import { recordStack } from "../../recording/record";
import { resourceOf } from "../support/recordings";

/** Proves what tools learn of the operator's switch, and where else they find it. The rest is in tests/index.test.ts. */

describe("components/topologyOutput", () => {
  it("has the switch with its checks, and lies beside it", async () => {
    const recording = await recordStack("prod");
    const topology = recording.outputs["topology"] as { operatorSwitch: Record<string, unknown> };
    const idOf = (name: string) => resourceOf(recording, "aws:route53/healthCheck:HealthCheck", name).id;
    const bucketName = "failover-switch-prod-123456789012-us-west-1-an";
    assert.deepEqual(topology.operatorSwitch, {
      region: "us-west-1",
      bucketName,
      fqdn: `${bucketName}.s3.us-west-1.amazonaws.com`,
      searchString: "go-to-the-backup",
      key: "force-backup",
      healthCheckId: idOf("failover-switch-check"),
      calculatedHealthCheckId: idOf("failover-primary-and-switch-check"),
    });
    const copy = resourceOf(recording, "aws:s3/bucketObjectv2:BucketObjectv2", "switch-topology");
    assert.deepEqual(JSON.parse(String(copy.inputs["content"])), topology);
    assert.deepEqual([copy.inputs["bucket"], copy.inputs["key"]], [bucketName, "topology.json"]);
  });
});
