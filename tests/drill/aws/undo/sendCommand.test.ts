import assert from "node:assert/strict";
import { sendCommand } from "../../../../drill/aws/undo/sendCommand";
import { fakeClients, refusing } from "../fakeClients";
import { undoCalls } from "../sampleDrill";

const receipt = { requestId: "request-1", commandId: "command-1" };
const undo = sendCommand(undoCalls["kill-server"]);

describe("drill/aws/undo/sendCommand", () => {
  for (const [status, progress] of [
    ["Success", "undone"],
    ["Pending", "underway"],
    ["InProgress", "underway"],
    ["Delayed", "underway"],
    ["Cancelling", "underway"],
    ["Failed", "standing"],
    ["TimedOut", "standing"],
    ["Cancelled", "standing"],
  ] as const) {
    it(`takes a command of status ${status} for ${progress}`, async () => {
      const { clients, calls } = fakeClients(() => ({ Status: status }));
      assert.equal(await undo.readBack(clients, receipt), progress);
      assert.deepEqual(calls[0]?.input, { CommandId: "command-1", InstanceId: "i-0a1b2c3d4e5f60718" });
    });
  }

  it("waits for a command that the instance's record does not show yet", async () => {
    const { clients } = fakeClients(refusing("InvocationDoesNotExist"));
    assert.equal(await undo.readBack(clients, receipt), "underway");
  });

  it("passes on every other refusal", async () => {
    const { clients } = fakeClients(refusing("ThrottlingException"));
    await assert.rejects(undo.readBack(clients, receipt), { name: "ThrottlingException" });
  });

  it("asks for nothing while no command was sent: the fault may stand", async () => {
    const { clients, calls } = fakeClients(() => ({}));
    assert.equal(await undo.readBack(clients, null), "standing");
    assert.deepEqual(calls, []);
  });
});
