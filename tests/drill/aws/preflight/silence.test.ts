import assert from "node:assert/strict";
import { silences } from "../../../../drill/aws/preflight/silence";
import type { HealthCheckConfig } from "../../../../route53/types";
import { reports } from "../shopAws";

const saidOf = (Type: HealthCheckConfig["Type"], count: number) =>
  silences(
    [{ check: { Id: "hc-1", HealthCheckConfig: { Type } }, reports: reports(0).slice(0, count) }],
    [{ healthCheckId: "hc-1", label: "the backup's check" }],
  );
const silence = "Route 53 says nothing of the backup's check (hc-1): no checker reports.";

describe("drill/aws/preflight/silence", () => {
  it("is where no checker reports, not where one does, whatever it says", () => {
    assert.deepEqual([saidOf("HTTP_STR_MATCH", 0), saidOf("HTTP_STR_MATCH", 1)], [[silence], []]);
  });

  it("is nothing amiss with a check that has no checkers of its own", () => {
    assert.deepEqual(saidOf("CALCULATED", 0), []);
  });

  it("is where the check itself is not told of", () => {
    assert.deepEqual(silences([], [{ healthCheckId: "hc-1", label: "the backup's check" }]), [silence]);
  });
});
