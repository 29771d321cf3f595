import assert from "node:assert/strict";
import { record } from "../../recording/record";
import { guardSettings, guardZones } from "../../stacks/guard";
import { resourceOf } from "../support/recordings";
import { settingsWith } from "../support/stackSettings";

/** Proves what the guard registers. That the engine then refuses is proven under the engine: mocks call no hooks. */

const settings = settingsWith({ hostname: "shop" });
const sites = {
  primary: { availabilityZone: "us-east-1b" },
  backup: { availabilityZone: "us-west-1c" },
};

async function guarded(guard: () => Promise<void>, name: string) {
  const recording = await record(guard);
  assert.deepEqual([recording.errors, recording.leaks, recording.resources.length], [[], 0, 1]);
  const { inputs, otherOptions, provider } = resourceOf(recording, "pulumi:index:Stash", name);
  assert.deepEqual([otherOptions, provider], [["hooks"], null]);
  return inputs;
}

describe("stacks/guard", () => {
  it("keeps what the settings stand on in the state, with a hook on every change of it", async () => {
    assert.deepEqual(await guarded(() => guardSettings(settings), "standing"), {
      input: {
        domain: "example.com",
        hostname: "shop",
        "primary.hostname": "primary",
        "primary.region": "us-east-1",
        "primary.cidr": "10.10.0.0/16",
        "primary.instanceType": "t3.small",
        "primary.generation": 1,
        "backup.hostname": "backup",
        "backup.region": "us-west-1",
        "backup.cidr": "10.20.0.0/16",
        "backup.instanceType": "t3.small",
        "backup.generation": 1,
      },
    });
  });

  it("keeps the zones that were chosen, in the same way", async () => {
    assert.deepEqual(await guarded(() => guardZones(settings, sites), "zones"), {
      input: { "primary.availabilityZone": "us-east-1b", "backup.availabilityZone": "us-west-1c" },
    });
  });
});
