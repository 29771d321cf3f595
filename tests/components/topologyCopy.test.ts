import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { TopologyCopy } from "../../components/topologyCopy";
import { record } from "../../recording/record";
import { assertSound, inventory, resourceOf } from "../support/recordings";

/** Proves what is written where; that strangers cannot read it is the bucket's own test. */
describe("components/topologyCopy", () => {
  it("writes the topology beside the switch, as JSON, without the tags that an object cannot hold", async () => {
    const recording = await record(() => {
      const provider = new aws.Provider("backup", { region: "us-west-1" });
      const topology = { version: 2, sites: [{ publicIp: pulumi.output("192.0.2.1") }] };
      new TopologyCopy("topology", { bucketName: "shop", topology }, { provider });
    });
    assertSound(recording);
    assert.deepEqual(inventory(recording), [
      "aws:s3/bucketObjectv2:BucketObjectv2 topology-object us-west-1",
      "pulumi:providers:aws backup -",
      "website-failover:index:TopologyCopy topology -",
    ]);
    const { inputs } = resourceOf(recording, "aws:s3/bucketObjectv2:BucketObjectv2", "topology-object");
    assert.deepEqual(inputs, {
      bucket: "shop",
      key: "topology.json",
      content: '{"version":2,"sites":[{"publicIp":"192.0.2.1"}]}',
      contentType: "application/json",
      overrideProvider: { defaultTags: { tags: {} } },
    });
  });
});
