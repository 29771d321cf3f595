import assert from "node:assert/strict";
import { updateHealthCheck } from "../../../../drill/aws/undo/updateHealthCheck";
import { fakeClients } from "../fakeClients";
import { undoCalls } from "../sampleDrill";

const readBackWith = (answer: object, inverted = false) =>
  updateHealthCheck({ ...undoCalls["invert-check"], inverted }).readBack(
    fakeClients(() => answer).clients,
    null,
  );
const check = (config: object) => ({ HealthCheck: { HealthCheckConfig: config } });

describe("drill/aws/undo/updateHealthCheck", () => {
  for (const [config, wanted, progress] of [
    [{ Inverted: false }, false, "undone"],
    [{}, false, "undone"],
    [{ Inverted: true }, false, "standing"],
    [{ Inverted: true }, true, "undone"],
    [{}, true, "standing"],
  ] as const) {
    it(`takes ${JSON.stringify(config)} for ${progress} where Inverted was ${wanted}`, async () => {
      assert.equal(await readBackWith(check(config), wanted), progress);
    });
  }

  it("says of a check that is not there that nothing brings it back", async () => {
    await assert.rejects(readBackWith({}), {
      name: "GoneError",
      message: "the check check-of-the-primary is not there",
    });
  });

  it("tells people how to invert it, too", () => {
    const { byHand } = updateHealthCheck({ ...undoCalls["invert-check"], inverted: true });
    assert.deepEqual(byHand, {
      words: "set the check check-of-the-primary to inverted",
      command: "aws route53 update-health-check --health-check-id check-of-the-primary --inverted",
    });
  });
});
