import assert from "node:assert/strict";
import { switchObjects } from "../../../drill/aws/switchObjects";
import { fakeClients, refusing, type FakeAnswers } from "./fakeClients";

const { signal } = new AbortController();
const at = (key: string) => ({ Bucket: "the-switch", Key: key, ExpectedBucketOwner: "123456789012" });

function objectsWith(answers: FakeAnswers) {
  const { clients, calls } = fakeClients(answers);
  const objects = switchObjects(clients, {
    region: "us-west-1",
    bucketName: "the-switch",
    accountId: "123456789012",
  });
  return { objects, calls };
}

describe("drill/aws/switchObjects", () => {
  it("reads, puts and removes objects of this account's bucket, in its region", async () => {
    const { objects, calls } = objectsWith({
      GetObject: () => ({ Body: { transformToString: () => Promise.resolve("{}") } }),
      PutObject: () => ({}),
      DeleteObject: () => ({}),
    });
    assert.equal(await objects.read("topology.json", signal), "{}");
    await objects.put("force-backup", "go\n", "text/plain", signal);
    await objects.remove("force-backup", signal);
    const call = { service: "s3", region: "us-west-1", hasSignal: true };
    const object = { Body: "go\n", ContentType: "text/plain", CacheControl: "no-store" };
    assert.deepEqual(calls, [
      { ...call, command: "GetObject", input: at("topology.json") },
      { ...call, command: "PutObject", input: { ...at("force-backup"), ...object } },
      { ...call, command: "DeleteObject", input: at("force-backup") },
    ]);
  });

  it("has nothing where there is no object, and tells a refusal from that", async () => {
    const failing = (name: string) => objectsWith({ GetObject: refusing(name) }).objects;
    assert.equal(await failing("NoSuchKey").read("override.json", signal), null);
    await assert.rejects(failing("AccessDenied").read("override.json", signal), { name: "AccessDenied" });
  });

  it("ends when it is told to", async () => {
    const { objects } = objectsWith({ DeleteObject: () => ({}) });
    await assert.rejects(objects.remove("force-backup", AbortSignal.abort(new Error("stop"))), {
      message: "stop",
    });
  });
});
