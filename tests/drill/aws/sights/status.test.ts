import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { overrideNoteText } from "../../../../drill/aws/overrideNote";
import { lookAtStack } from "../../../../drill/aws/sights/lookAtStack";
import { statusJsonSchema } from "../../../../drill/aws/sights/status";
import { sampleTopology } from "../sampleTopology";
import { fakeNow, fakeWorld, reports, type FakeWorld } from "./fakeWorld";

const published = JSON.parse(
  readFileSync(resolve(__dirname, "../../../../docs/status.schema.json"), "utf8"),
) as object;
const accepts = new Ajv2020({ strict: true, validateFormats: false }).compile(published);

async function written(world: FakeWorld): Promise<Record<string, unknown>> {
  const found = { topology: sampleTopology(), from: "outputs.json" };
  const status = await lookAtStack(found, world, [], new AbortController().signal);
  return JSON.parse(JSON.stringify(status)) as Record<string, unknown>;
}

describe("drill/aws/sights/status", () => {
  it("is published as docs/status.schema.json", () => {
    assert.deepEqual(published, JSON.parse(statusJsonSchema()));
  });

  it("describes what is written, whether all is well, much is amiss, or nothing can be seen", async () => {
    const ill = fakeWorld();
    const by = "arn:aws:iam::123456789012:user/alice";
    const note = { by, since: fakeNow, reason: null, until: null, endedAt: null, endedBy: null };
    ill.bucket["override.json"] = overrideNoteText(note);
    ill.statuses["hc-primary"] = reports("Success: HTTP Status Code 200, OK", 16);
    ill.failures["hc-primary"] = reports("Failure: Connection timed out.");
    ill.alarms["us-east-1 primary-unhealthy"] = "ALARM";
    ill.unconfirmed["arn:aws:sns:us-west-1:123456789012:alarms"] = ["ops@example.com"];
    const blind = fakeWorld();
    for (const part of [blind.pages, blind.addresses, blind.configs, blind.alarms, blind.unconfirmed])
      for (const key of Object.keys(part)) Reflect.deleteProperty(part, key);
    for (const world of [fakeWorld(), ill, blind]) {
      accepts(await written(world));
      assert.deepEqual(accepts.errors, null);
    }
  });

  it("refuses another version, an unknown field, a missing one", async () => {
    const status = await written(fakeWorld());
    const { unseen: _unseen, ...rest } = status;
    for (const wrong of [{ ...status, schemaVersion: 2 }, { ...status, mood: "good" }, rest])
      assert.equal(accepts(wrong), false);
  });
});
