import assert from "node:assert/strict";
import { timelineRows } from "../../../drill/report/rows";
import { shopTopology } from "../../support/shopTopology";
import { answer, checkerNames, page, probe, opinion, report, shopEvents } from "../shopEvents";

describe("drill/report/rows", () => {
  const rows = timelineRows(shopEvents(), shopTopology, 134.8);

  it("has a row for each of the 16 checkers of each check, the primary's first", () => {
    const inOrder = [...checkerNames].sort(inTopologyOrder);
    assert.deepEqual(
      rows.checks.map(({ label, checkers }) => [label, checkers.map(({ name }) => name)]),
      [
        ["the primary's check", inOrder],
        ["the backup's check", inOrder],
      ],
    );
  });

  it("keeps the primary first however the program declares its checks", () => {
    const topology = { ...shopTopology, healthChecks: shopTopology.healthChecks.toReversed() };
    assert.deepEqual(
      timelineRows(shopEvents(), topology, 134.8).checks.map(({ checkId }) => checkId),
      ["hc-primary", "hc-backup"],
    );
  });

  it("shows a checker's probes and what it held, from 10 s on, until 50, until 110, until the end", () => {
    const first = rows.checks[0]?.checkers.find(({ name }) => name === checkerNames[0]);
    assert.deepEqual(
      first?.probes.map(({ atSeconds, passed }) => [atSeconds, passed]),
      [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130].map((at) => [at, at < 40 || at >= 100]),
    );
    assert.deepEqual(first.opinions, [
      { fromSeconds: 10, toSeconds: 50, healthy: true },
      { fromSeconds: 50, toSeconds: 110, healthy: false },
      { fromSeconds: 110, toSeconds: 134.8, healthy: true },
    ]);
  });

  it("shows where the name pointed", () => {
    const at = (fromSeconds: number, toSeconds: number, address: string, site: string) => ({
      fromSeconds,
      toSeconds,
      rcode: "NOERROR",
      addresses: [address],
      site,
    });
    assert.deepEqual(rows.answers, [
      {
        observer: "authoritative",
        spans: [
          at(0.1, 61, "192.0.2.10", "primary"),
          at(61, 114.5, "198.51.100.20", "backup"),
          at(114.5, 134.8, "192.0.2.10", "primary"),
        ],
      },
      {
        observer: "resolver",
        spans: [
          at(0.2, 75.5, "192.0.2.10", "primary"),
          at(75.5, 130, "198.51.100.20", "backup"),
          at(130, 134.8, "192.0.2.10", "primary"),
        ],
      },
      {
        observer: "clamping",
        spans: [at(0.3, 84.5, "192.0.2.10", "primary"), at(84.5, 134.8, "198.51.100.20", "backup")],
      },
    ]);
  });

  it("counts visits with the same outcome as one span, from the first page, or from when the first without one set out", () => {
    const span = (fromSeconds: number, toSeconds: number, site: string | null, visits: number) => ({
      fromSeconds,
      toSeconds,
      isServed: site !== null,
      site,
      visits,
    });
    const served = span(0.6, 40.5, "primary", 40);
    const away = [served, span(40.5, 76.6, null, 36)];
    assert.deepEqual(rows.shoppers, [
      {
        kind: "fresh",
        spans: [...away, span(76.6, 130.6, "backup", 54), span(130.6, 134.8, "primary", 4)],
      },
      { kind: "pooled", spans: [...away, span(76.6, 134.8, "backup", 58)] },
      { kind: "clamped", spans: [served, span(40.5, 85.6, null, 45), span(85.6, 134.8, "backup", 49)] },
      { kind: "forever", spans: [served, span(40.5, 100.6, null, 60), span(100.6, 134.8, "primary", 34)] },
    ]);
  });

  it("lets no page that took long cover a shopper who came later and failed", () => {
    const pages = [page("fresh", 2, null), page("fresh", 1, "primary", 3), page("fresh", 4, "primary")];
    assert.deepEqual(
      timelineRows(pages, shopTopology, 5).shoppers[0]?.spans.map(({ fromSeconds, toSeconds }) => [
        fromSeconds,
        toSeconds,
      ]),
      [
        [2, 2],
        [2, 4.1],
        [4.1, 5],
      ],
    );
  });

  it("knows no site where there is no answer, and rounds to thousandths", () => {
    const name = checkerNames[0] ?? "";
    const { checks, answers, shoppers } = timelineRows(
      [
        answer("resolver", 0.12345, "nobody"),
        page("fresh", 1.00049, null),
        probe("hc-primary", name, 2.00051, true),
        opinion("hc-primary", name, 2.00051, true),
        report("hc-primary", 3.3333333, 1, 1),
      ],
      shopTopology,
      5,
    );
    assert.deepEqual(answers[0]?.spans, [
      { fromSeconds: 0.123, toSeconds: 5, rcode: "SERVFAIL", addresses: [], site: null },
    ]);
    assert.equal(shoppers[0]?.spans[0]?.fromSeconds, 1);
    assert.equal(checks[0]?.states[0]?.fromSeconds, 3.333);
    const checker = checks[0].checkers.find((each) => each.name === name);
    assert.equal(checker?.probes[0]?.startedAtSeconds, 2.001);
    assert.equal(checker.opinions[0]?.fromSeconds, 2.001);
    assert.deepEqual(checks[1]?.states, []);
  });
});

/** As Route 53's list of checker regions has them. */
function inTopologyOrder(a: string, b: string): number {
  return checkerNames.indexOf(a) - checkerNames.indexOf(b);
}
