import assert from "node:assert/strict";
import { awsWorld } from "../../../../drill/aws/sights/awsWorld";
import { fakeClients } from "../fakeClients";
import { sampleTopology } from "../sampleTopology";

const reach = { standIn: () => null, nameServers: null, resolvers: [] };

describe("drill/aws/sights/awsWorld", () => {
  it("reads the switch's own bucket, of the stack's account", async () => {
    const { clients, calls } = fakeClients({
      GetObject: () => ({ Body: { transformToString: () => Promise.resolve("text") } }),
    });
    const topology = sampleTopology();
    const { objects } = awsWorld(clients, topology, reach, 1);
    assert.equal(await objects?.read("override.json", new AbortController().signal), "text");
    const Bucket = topology.operatorSwitch.bucketName;
    const input = { Bucket, Key: "override.json", ExpectedBucketOwner: "123456789012" };
    assert.deepEqual(calls, [
      { service: "s3", region: "us-west-1", command: "GetObject", input, hasSignal: true },
    ]);
  });

  it("has no bucket where there is no switch", () => {
    const { clients } = fakeClients({});
    assert.equal(awsWorld(clients, { ...sampleTopology(), operatorSwitch: null }, reach, 1).objects, null);
  });
});
