import assert from "node:assert/strict";
import { drillFigures, figureFindings } from "../../../drill/aws/figures";
import { judgeDrill, type DrillEvidence } from "../../../drill/aws/verdict";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { shopTopology } from "../../support/shopTopology";
import { answer, checker, drilled, page } from "./drilledEvents";

function findings(change: Partial<DrillEvidence>) {
  const { verdict, findings: found } = judgeDrill({
    events: drilled(),
    watched: { stack: shopTopology, nameServers: ["ns-1", "ns-2"], resolvers: ["resolver"] },
    fault: "kill-server",
    speed: 1,
    stopped: null,
    hasAlarms: false,
    worstLagSeconds: 0,
    ...change,
  });
  return [verdict, ...found.map(({ rule }) => rule)];
}

describe("drill/aws/verdict", () => {
  it("passes a drill in which everything came in time", () => {
    assert.deepEqual(findings({}), ["pass"]);
  });

  // Detection of refused probes takes 20 s at worst and aggregation 3 s; 1 s between two questions, 0.8 s of lag.
  it("takes the last name server as late as 24.8 s after the fault, and no later", () => {
    assert.deepEqual(findings({ events: drilled({ lastNameServer: 34.8 }) }), ["pass"]);
    assert.deepEqual(findings({ events: drilled({ lastNameServer: 34.9 }) }), [
      "fail",
      "failover-last-name-server-late",
    ]);
  });

  // And the TTL of 20 s and the last second of the resolver.
  it("takes a resolver as late as 45.8 s after the fault, and no later", () => {
    const pages = (resolver: number) =>
      drilled({ resolver }).filter(({ event }) => event !== "page" || resolver < 51);
    const late = (resolver: number) =>
      findings({ events: pages(resolver) }).filter((rule) => rule.includes("resolver"));
    assert.deepEqual(late(55.8), []);
    assert.deepEqual(late(55.9), ["failover-resolver-resolver-late"]);
  });

  // Read every 5 s in up to 2 s, and 0.8 s of lag.
  it("takes a check as late as 27.8 s after the fault, and no later", () => {
    assert.deepEqual(findings({ events: drilled({ check: 37.8 }) }), ["pass"]);
    assert.deepEqual(findings({ events: drilled({ check: 37.9 }) }), ["fail", "failover-check-late"]);
  });

  it("fails for what nobody saw", () => {
    const without = (event: RehearsalEvent) =>
      drilled().filter((each) => JSON.stringify(each) !== JSON.stringify(event));
    assert.deepEqual(findings({ events: without(answer(34, "authoritative", "ns-2", "backup")) }), [
      "fail",
      "failover-last-name-server-never",
    ]);
    assert.deepEqual(findings({ events: without(checker(15, false)) }), ["fail", "failover-checker-never"]);
    assert.deepEqual(findings({ hasAlarms: true }), ["fail", "failover-alarm-never"]);
    const restore = { event: "restore", atSeconds: 100, fault: "kill-server" } as const;
    assert.deepEqual(findings({ events: without(restore) }).slice(0, 2), ["fail", "restore"]);
  });

  it("fails a drill that was stopped", () => {
    assert.deepEqual(findings({ stopped: "The backup died." }), ["fail", "stopped"]);
  });

  it("fails for an answer that nobody may give", () => {
    const silent = { ...answer(60, "authoritative", "ns-1", "backup"), rcode: "ETIMEOUT", addresses: [] };
    assert.deepEqual(findings({ events: [...drilled(), silent] }), ["fail", "answers"]);
  });

  it("fails for a page of the wrong site", () => {
    assert.deepEqual(findings({ events: [...drilled(), page(70, "primary")] }), ["fail", "pages"]);
  });

  it("proves nothing on a machine that was late, unless something else is certain", () => {
    const late = { events: drilled({ lastNameServer: 40 }), worstLagSeconds: 0.81 };
    assert.deepEqual(findings(late), ["inconclusive", "failover-last-name-server-late", "schedule"]);
    assert.deepEqual(findings({ ...late, worstLagSeconds: 0.8 })[0], "fail");
    assert.deepEqual(findings({ ...late, stopped: "x" })[0], "fail");
  });

  it("expects no checker to notice an inverted check", () => {
    const nothing = { faultSeconds: null, restoreSeconds: null, phases: [] };
    const leg = {
      firstCheckerSeconds: null,
      checkSeconds: 0,
      firstNameServerSeconds: 0,
      lastNameServerSeconds: 0,
      resolverSeconds: {},
      shopperSeconds: 0,
      alarmSeconds: null,
    };
    const measured = { ...nothing, failover: leg, failback: leg };
    const figures = drillFigures({
      stack: shopTopology,
      fault: "invert-check",
      speed: 1,
      measured,
      hasAlarms: false,
    });
    assert.deepEqual(figureFindings(figures), []);
  });
});
