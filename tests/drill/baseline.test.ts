import assert from "node:assert/strict";
import { baselineProblems } from "../../drill/baseline";
import type { RehearsalEvent } from "../../rehearsal/events";
import { shopTopology } from "../support/shopTopology";
import { answer, checkerNames, faultSeconds, opinion, page, probe, report, shopEvents } from "./shopEvents";

/** All that has happened by a moment: the last of the 32 checkers takes its first opinion at 19 s. */
const whole = shopEvents().filter(({ atSeconds }) => atSeconds < faultSeconds);

const problemsAfter = (...more: RehearsalEvent[]) => baselineProblems([...whole, ...more], shopTopology);

describe("drill/baseline", () => {
  it("holds when every checker has an opinion and everyone is at the primary", () => {
    assert.deepEqual(problemsAfter(), []);
  });

  it("does not hold one opinion earlier", () => {
    const earlier = whole.filter((event) => event.event !== "checker" || event.atSeconds < 19);
    assert.deepEqual(baselineProblems(earlier, shopTopology), [
      "Only 15 of 16 checkers of the primary's check have an opinion.",
      "Only 15 of 16 checkers of the backup's check have an opinion.",
    ]);
  });

  it("names all that is missing at the start", () => {
    assert.deepEqual(baselineProblems([], shopTopology), [
      "Only 0 of 16 checkers of the primary's check have an opinion.",
      "Only 0 of 16 checkers of the backup's check have an opinion.",
      "The authoritative server has not answered for www.example.com.",
      "The resolver has not answered for www.example.com.",
      "No shopper has asked for a page.",
    ]);
  });

  it("asks for two checkers in each region of the check", () => {
    const healthChecks = shopTopology.healthChecks.map((check) => ({
      ...check,
      HealthCheckConfig: { ...check.HealthCheckConfig, Regions: ["us-east-1", "us-west-1", "us-west-2"] },
    }));
    const opinions = checkerNames.slice(0, 5).map((checker) => opinion("hc-primary", checker, 1, true));
    const problems = baselineProblems(opinions, { ...shopTopology, healthChecks });
    assert.deepEqual(problems.slice(0, 2), [
      "Only 5 of 6 checkers of the primary's check have an opinion.",
      "Only 0 of 6 checkers of the backup's check have an opinion.",
    ]);
  });

  it("says why a check is unhealthy", () => {
    assert.deepEqual(
      problemsAfter(
        probe("hc-backup", "us-east-1-1", 31, false),
        report("hc-backup", 32, 2),
        report("hc-primary", 32, 3),
      ),
      [
        "The backup's check is unhealthy: 2 of 16 checkers pass. The latest reason: Failure: The connection was refused by the endpoint.",
      ],
    );
    assert.deepEqual(problemsAfter(report("hc-primary", 32, 0)), [
      "The primary's check is unhealthy: 0 of 16 checkers pass.",
    ]);
  });

  it("says what is answered instead of the primary", () => {
    assert.deepEqual(problemsAfter(answer("authoritative", 32, "backup"), answer("resolver", 32, "nobody")), [
      "The authoritative server answers 198.51.100.20 for www.example.com, not the primary's 192.0.2.10.",
      "The resolver answers SERVFAIL for www.example.com, not the primary's 192.0.2.10.",
    ]);
  });

  it("says who served the latest new shopper, and does not mind the one who keeps a connection", () => {
    assert.deepEqual(problemsAfter(page("fresh", 39, null)), [
      "A new shopper gets no page: connect ECONNREFUSED.",
    ]);
    assert.deepEqual(problemsAfter(page("fresh", 39, "backup")), [
      "A new shopper is served by the backup, not by the primary.",
    ]);
    assert.deepEqual(problemsAfter({ ...page("fresh", 39, null), isServed: true }), [
      "A new shopper is served by a site that does not name itself, not by the primary.",
    ]);
    assert.deepEqual(problemsAfter(page("pooled", 39, null)), []);
  });
});
