import assert from "node:assert/strict";
import { startInstances } from "../../../../drill/aws/undo/startInstances";
import { fakeClients } from "../fakeClients";
import { undoCalls } from "../sampleDrill";

const readBackWith = (answer: object) =>
  startInstances(undoCalls["stop-instance"]).readBack(fakeClients(() => answer).clients, null);
const instanceIn = (state: string) => ({ Reservations: [{ Instances: [{ State: { Name: state } }] }] });

describe("drill/aws/undo/startInstances", () => {
  for (const [state, progress] of [
    ["running", "undone"],
    ["pending", "underway"],
    ["stopping", "underway"],
    ["stopped", "standing"],
  ] as const) {
    it(`takes an instance that is ${state} for ${progress}`, async () => {
      assert.equal(await readBackWith(instanceIn(state)), progress);
    });
  }

  for (const [what, answer] of [
    ["shutting-down", instanceIn("shutting-down")],
    ["terminated", instanceIn("terminated")],
    ["not there", { Reservations: [] }],
  ] as const) {
    it(`says of an instance that is ${what} that nothing brings it back`, async () => {
      await assert.rejects(readBackWith(answer), {
        name: "GoneError",
        message: `the instance i-0a1b2c3d4e5f60718 in us-east-1 is ${what}`,
      });
    });
  }
});
