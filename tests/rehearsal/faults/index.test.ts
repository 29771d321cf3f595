import assert from "node:assert/strict";
import { faultNamed, faultNames, type FaultName } from "../../../rehearsal/faults";

describe("the faults", () => {
  it("are these, each met by a probe in its own way", () => {
    assert.deepEqual(
      faultNames.map((name) => [name, faultNamed(name).name, faultNamed(name).failureKind]),
      [
        ["stop-instance", "stop-instance", "blackhole"],
        ["kill-server", "kill-server", "refused"],
      ],
    );
  });

  it("are named in the error for any other name", () => {
    assert.throws(() => faultNamed("flood" as FaultName), {
      message: "There is no fault named flood; there are: stop-instance, kill-server.",
    });
  });
});
