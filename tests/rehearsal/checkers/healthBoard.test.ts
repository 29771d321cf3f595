import assert from "node:assert/strict";
import { newHealthBoard } from "../../../rehearsal/checkers/healthBoard";
import type { CheckEvent } from "../../../rehearsal/events";
import { isHealthyByCheckers } from "../../../route53/healthCheck";
import type { HealthCheck } from "../../../route53/types";
import { manualClock } from "../../support/manualClock";

const http: HealthCheck = { Id: "hc", HealthCheckConfig: { Type: "HTTP", IPAddress: "192.0.2.10" } };

function boardOf(...checks: HealthCheck[]) {
  const clock = manualClock();
  const events: CheckEvent[] = [];
  const board = newHealthBoard({
    checks,
    rules: { isHealthyByCheckers },
    aggregationSeconds: 3,
    clock,
    onEvent: (event) => events.push(event),
  });
  const report = (isHealthy: boolean, ...checkers: number[]): void => {
    for (const checker of checkers) board.report("hc", `checker-${checker}`, isHealthy);
  };
  return { clock, events, board, report };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe("newHealthBoard", () => {
  it("calls a check healthy until there is data, and unheard-of checks too", () => {
    const { board, events } = boardOf(http);
    assert.equal(board.isHealthy("hc"), true);
    assert.equal(board.isHealthy("hc-unknown"), true);
    assert.deepEqual(events, []);
  });

  it("shows a change to the name servers after the aggregation delay, and not before", async () => {
    const { clock, board, report } = boardOf(http);
    report(true, ...range(1, 16));
    await clock.advance(100);
    report(false, ...range(1, 13));
    await clock.advance(10);
    assert.equal(board.isHealthy("hc"), true, "3 of 16 are more than 18 %");
    report(false, 14);
    await clock.advance(2.999);
    assert.equal(board.isHealthy("hc"), true);
    await clock.advance(0.001);
    assert.equal(board.isHealthy("hc"), false);
    await clock.advance(1000);
    assert.equal(board.isHealthy("hc"), false);
    report(true, 14);
    await clock.advance(2.999);
    assert.equal(board.isHealthy("hc"), false);
    await clock.advance(0.001);
    assert.equal(board.isHealthy("hc"), true);
  });

  it("takes up a new check, unhealthy without data if it is inverted, and lets a calculated one follow it later", async () => {
    const inverted = (id: string): HealthCheck => ({
      Id: id,
      HealthCheckConfig: { Type: "HTTPS", FullyQualifiedDomainName: "switch", Inverted: true },
    });
    const calculated: HealthCheck = {
      Id: "calculated",
      HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["hc", "old"], HealthThreshold: 2 },
    };
    const { clock, board, events } = boardOf(http, inverted("old"), calculated);
    board.report("old", "checker-1", false);
    await clock.advance(10);
    board.add(inverted("new"));
    await clock.advance(10);
    assert.deepEqual(
      ["old", "new", "calculated"].map((id) => board.isHealthy(id)),
      [true, false, true],
    );
    board.setChildren("calculated", ["hc", "new"]);
    await clock.advance(2.999);
    assert.equal(board.isHealthy("calculated"), true);
    await clock.advance(0.001);
    assert.equal(board.isHealthy("calculated"), false);
    board.report("new", "checker-1", false);
    await clock.advance(3);
    assert.equal(board.isHealthy("calculated"), true);
    const told = events.filter(({ checkId }) => checkId === "calculated").map(({ healthy }) => healthy);
    assert.deepEqual(told, [true, false, true]);
  });

  it("delays each of two changes that follow each other quickly", async () => {
    const { clock, board, report } = boardOf(http);
    report(true, 1);
    await clock.advance(10);
    report(false, 1);
    await clock.advance(1);
    report(true, 1);
    const seen: boolean[] = [];
    for (let step = 0; step < 4; step += 1) {
      seen.push(board.isHealthy("hc"));
      await clock.advance(1);
    }
    assert.deepEqual(seen, [true, true, false, true]);
  });

  it("reports a check when its state changes, or the number of healthy checkers, or of those with an opinion", async () => {
    const { clock, events, report } = boardOf(http);
    await clock.advance(5);
    report(true, 1, 2);
    report(true, 2);
    await clock.advance(1);
    report(false, 1, 2);
    report(false, 3);
    const common = { event: "check", checkId: "hc" } as const;
    assert.deepEqual(events, [
      { ...common, atSeconds: 5, healthy: true, healthyCheckers: 1, checkers: 1 },
      { ...common, atSeconds: 5, healthy: true, healthyCheckers: 2, checkers: 2 },
      { ...common, atSeconds: 6, healthy: true, healthyCheckers: 1, checkers: 2 },
      { ...common, atSeconds: 6, healthy: false, healthyCheckers: 0, checkers: 2 },
      { ...common, atSeconds: 6, healthy: false, healthyCheckers: 0, checkers: 3 },
    ]);
  });

  it("counts the checkers of each check for itself", () => {
    const { board, events } = boardOf(http, { ...http, Id: "other" });
    board.report("hc", "us-east-1-1", true);
    board.report("other", "us-east-1-1", false);
    assert.deepEqual(
      events.map(({ checkId, healthy, checkers }) => [checkId, healthy, checkers]),
      [
        ["hc", true, 1],
        ["other", false, 1],
      ],
    );
  });

  it("applies Inverted, and lets a CALCULATED check follow its children, with the same delay", async () => {
    const inverted: HealthCheck = {
      Id: "hc",
      HealthCheckConfig: { ...http.HealthCheckConfig, Inverted: true },
    };
    const parent: HealthCheck = {
      Id: "all",
      HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["hc"], HealthThreshold: 1 },
    };
    const { clock, board, report, events } = boardOf(inverted, parent);
    const statuses = () => [board.isHealthy("hc"), board.isHealthy("all")];
    assert.deepEqual(statuses(), [false, false]);
    report(false, ...range(1, 16));
    assert.deepEqual(statuses(), [false, false]);
    await clock.advance(3);
    assert.deepEqual(statuses(), [true, true]);
    assert.equal(events.at(-1)!.healthy, true);
  });

  it("reports a CALCULATED check when its status changes, and only then, without checkers", () => {
    const calculated: HealthCheck = {
      Id: "both",
      HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["hc", "other"], HealthThreshold: 2 },
    };
    const { board, events } = boardOf(http, { ...http, Id: "other" }, calculated);
    board.report("hc", "a", true);
    board.report("other", "a", false);
    board.report("other", "b", false);
    board.report("other", "a", true);
    board.report("other", "b", true);
    assert.deepEqual(
      events.map(({ checkId, healthy, healthyCheckers, checkers }) => [
        checkId,
        healthy,
        healthyCheckers,
        checkers,
      ]),
      [
        ["hc", true, 1, 1],
        ["other", false, 0, 1],
        ["both", false, 0, 0],
        ["other", false, 0, 2],
        ["other", true, 1, 2],
        ["both", true, 0, 0],
        ["other", true, 2, 2],
      ],
    );
  });

  it("holds what is stated of a check from the first moment, before Inverted, Disabled and CALCULATED apply", () => {
    const checkOf = (Id: string, config: Partial<HealthCheck["HealthCheckConfig"]>): HealthCheck => ({
      Id,
      HealthCheckConfig: { ...http.HealthCheckConfig, ...config },
    });
    const board = newHealthBoard({
      checks: [
        checkOf("down", {}),
        checkOf("up", {}),
        checkOf("inverted", { Inverted: true }),
        checkOf("disabled", { Disabled: true }),
        checkOf("held", { Disabled: true, Inverted: true }),
        checkOf("one", { Type: "CALCULATED", ChildHealthChecks: ["down", "up"], HealthThreshold: 1 }),
        checkOf("both", { Type: "CALCULATED", ChildHealthChecks: ["down", "up"], HealthThreshold: 2 }),
      ],
      rules: { isHealthyByCheckers },
      aggregationSeconds: 3,
      clock: manualClock(),
      onEvent: () => assert.fail(),
      stated: new Map([
        ["down", false],
        ["up", true],
        ["inverted", false],
        ["disabled", false],
        ["held", true],
      ]),
    });
    const statuses = ["down", "up", "inverted", "disabled", "held", "one", "both"].map((id) =>
      board.isHealthy(id),
    );
    assert.deepEqual(statuses, [false, true, true, true, false, true, false]);
  });

  it("turns a check's status when its Inverted is changed: reported at once, shown after the delay, children included", async () => {
    const parent: HealthCheck = {
      Id: "all",
      HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["hc"], HealthThreshold: 1 },
    };
    const { clock, board, report, events } = boardOf(http, parent);
    report(true, ...range(1, 16));
    await clock.advance(100);
    const before = events.length;
    const statuses = () => [board.isHealthy("hc"), board.isHealthy("all")];
    board.setInverted("hc", true);
    await clock.advance(2.999);
    assert.deepEqual(statuses(), [true, true]);
    await clock.advance(0.001);
    assert.deepEqual(statuses(), [false, false]);
    board.setInverted("hc", false);
    await clock.advance(2.999);
    assert.deepEqual(statuses(), [false, false]);
    await clock.advance(0.001);
    assert.deepEqual(statuses(), [true, true]);
    const turned = (checkId: string, atSeconds: number, healthy: boolean) => {
      const votes = checkId === "hc" ? 16 : 0;
      return { event: "check", atSeconds, checkId, healthy, healthyCheckers: votes, checkers: votes };
    };
    assert.deepEqual(events.slice(before), [
      turned("hc", 100, false),
      turned("all", 100, false),
      turned("hc", 103, true),
      turned("all", 103, true),
    ]);
  });

  it("goes on counting opinions while a check is inverted", async () => {
    const { clock, board, report } = boardOf(http);
    report(true, ...range(1, 16));
    board.setInverted("hc", true);
    report(false, ...range(1, 14));
    await clock.advance(3);
    assert.equal(board.isHealthy("hc"), true, "2 of 16 are unhealthy, so inverted healthy");
    board.setInverted("hc", false);
    await clock.advance(3);
    assert.equal(board.isHealthy("hc"), false);
  });

  it("goes by the rule that it is given", async () => {
    const clock = manualClock();
    const asked: [number, number][] = [];
    const board = newHealthBoard({
      checks: [http],
      rules: {
        isHealthyByCheckers: (healthy, withOpinion) => {
          asked.push([healthy, withOpinion]);
          return false;
        },
      },
      aggregationSeconds: 0,
      clock,
      onEvent: () => undefined,
    });
    board.report("hc", "a", true);
    board.report("hc", "b", false);
    assert.deepEqual(asked, [
      [1, 1],
      [1, 2],
    ]);
    assert.equal(board.isHealthy("hc"), false);
    await clock.advance(0);
  });
});
