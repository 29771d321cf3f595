import assert from "node:assert/strict";
import { runObservers, type ObservedStack } from "../../../../drill/aws/observers/observers";
import type { ObserverSights } from "../../../../drill/aws/observers/ports";
import type { RehearsalEvent } from "../../../../rehearsal/events";
import { shopTopology, switchedTopology } from "../../../support/shopTopology";
import { manualClock } from "../../../support/manualClock";
import { reports, shopAws, switchedAws } from "../shopAws";

const nobody = { rcode: "ENOTFOUND", addresses: [], wireTtlSeconds: null };
const healthy = shopTopology.healthChecks.map((check) => ({ check, reports: reports(16) }));

/** Watches for so many seconds; shoppers find no address, so that nobody connects anywhere. */
async function watched(
  seconds: number,
  sights: Partial<ObserverSights>,
  change: Partial<ObservedStack> = {},
  over = new AbortController(),
) {
  const clock = manualClock();
  const events: RehearsalEvent[] = [];
  const running = runObservers({
    topology: shopAws,
    routes: (address, port) => ({ address, port }),
    clock,
    signal: over.signal,
    onEvent: (event) => events.push(event),
    sights: {
      fetchPage: () => Promise.resolve({ status: 200, body: "status=ok content=v1" }),
      ask: () => Promise.resolve(nobody),
      readChecks: () => Promise.resolve(healthy),
      alarmsIn: () => Promise.resolve(new Set<string>()),
      ...sights,
    },
    nameServers: [{ label: "ns-1", addresses: ["192.0.2.53"] }],
    resolvers: [{ label: "resolver", addresses: [] }],
    ...change,
  });
  await clock.advance(seconds);
  over.abort();
  await running;
  const of = <Kind extends RehearsalEvent["event"]>(kind: Kind) =>
    events.filter((event): event is Extract<RehearsalEvent, { event: Kind }> => event.event === kind);
  return { clock, of };
}

describe("drill/aws/observers/observers", () => {
  it("asks both sites each second, at their addresses with the shop's name", async () => {
    const asked = new Set<string>();
    const { of } = await watched(2.5, {
      fetchPage: ({ url, connectTo }) => {
        asked.add(`${url} at ${connectTo?.address}:${connectTo?.port}`);
        return Promise.resolve({ status: 200, body: "status=ok" });
      },
    });
    assert.deepEqual(
      [...asked].sort(),
      ["192.0.2.10", "198.51.100.20"].map((ip) => `http://www.example.com:80/healthz at ${ip}:80`),
    );
    assert.deepEqual(
      of("direct").map(({ site, startedAtSeconds, passed }) => [site, startedAtSeconds, passed]),
      [0, 1, 2].flatMap((at) => [
        ["primary", at, true],
        ["backup", at, true],
      ]),
    );
  });

  it("tells a refused probe from one that hangs, which does not put off the next", async () => {
    let asked = 0;
    const { of } = await watched(6, {
      fetchPage: ({ connectTo }, signal) => {
        if (connectTo?.address !== "192.0.2.10") return Promise.resolve({ status: 200, body: "status=ok" });
        asked += 1;
        if (asked === 1) return Promise.reject(Object.assign(new Error("x"), { code: "ECONNREFUSED" }));
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reject(new Error("aborted"));
          });
        });
      },
    });
    assert.deepEqual(
      of("direct")
        .filter(({ site }) => site === "primary")
        .map(({ startedAtSeconds, atSeconds, passed, reason }) => [
          startedAtSeconds,
          atSeconds,
          passed,
          reason,
        ]),
      [
        [0, 0, false, "connection refused"],
        [1, 5, false, "no answer within 4 s"],
        [2, 6, false, "no answer within 4 s"],
      ],
    );
  });

  for (const [status, body, reason] of [
    [503, "status=ok", "HTTP 503"],
    [302, "status=ok", "HTTP 302"],
    [200, "welcome", 'HTTP 200 without "status=ok"'],
  ] as const) {
    it(`takes ${reason} for unhealthy`, async () => {
      const { of } = await watched(0.5, { fetchPage: () => Promise.resolve({ status, body }) });
      assert.deepEqual(
        of("direct").map(({ passed, reason: given }) => [passed, given]),
        [
          [false, reason],
          [false, reason],
        ],
      );
    });
  }

  it("reports each server's first answer and each that differs, and sends shoppers by the first resolver", async () => {
    let asked = 0;
    const { of } = await watched(2.5, {
      ask: ({ label }) => {
        if (label === "ns-1") asked += 1;
        const addresses = asked > 2 ? ["198.51.100.20"] : ["192.0.2.10"];
        return Promise.resolve(
          label === "ns-1" ? { rcode: "NOERROR", addresses, wireTtlSeconds: 20 } : nobody,
        );
      },
    });
    assert.deepEqual(
      of("answer").map(({ observer, server, atSeconds, addresses }) => [
        observer,
        server,
        atSeconds,
        addresses,
      ]),
      [
        ["authoritative", "ns-1", 0, ["192.0.2.10"]],
        ["resolver", "resolver", 0, []],
        ["authoritative", "ns-1", 2, ["198.51.100.20"]],
      ],
    );
    // The first of them, too, has waited for an answer.
    assert.deepEqual(
      of("page").map(({ detail }) => detail),
      Array.from({ length: 3 }, () => "no address for the shop: ENOTFOUND"),
    );
  });

  it("ends with the signal, though no resolver has answered yet, and tells of no shopper", async () => {
    const over = new AbortController();
    const { of } = await watched(
      1.5,
      {
        ask: () =>
          new Promise((resolve) => {
            over.signal.addEventListener("abort", () => {
              resolve(nobody);
            });
          }),
      },
      { signal: over.signal },
      over,
    );
    assert.deepEqual([of("page"), of("answer")], [[], []]);
  });

  it("derives the checks' states from the checkers' reports, every five seconds", async () => {
    const atSeconds: number[] = [];
    const { of } = await watched(11, {
      readChecks: () => {
        atSeconds.push(atSeconds.length);
        if (atSeconds.length === 1) return Promise.reject(new Error("Throttling"));
        const count = atSeconds.length === 2 ? 3 : 2;
        return Promise.resolve(
          healthy.map(({ check }, index) => ({ check, reports: reports(index ? 16 : count) })),
        );
      },
    });
    assert.equal(atSeconds.length, 3);
    assert.deepEqual(
      of("check").map(({ checkId, atSeconds: at, healthy: state, healthyCheckers, checkers }) => [
        checkId,
        at,
        state,
        healthyCheckers,
        checkers,
      ]),
      [
        ["hc-primary", 5, true, 3, 16],
        ["hc-backup", 5, true, 16, 16],
        ["hc-primary", 10, false, 2, 16],
      ],
    );
    const turned = of("checker").filter(({ atSeconds: at }) => at === 10);
    assert.deepEqual(
      turned.map(({ checkId, checker, healthy: state, reason }) => [checkId, checker, state, reason]),
      [["hc-primary", "203.0.113.2", false, "Failure: Connection refused"]],
    );
  });

  it("takes checkers that fall silent for of the opinion that they had", async () => {
    let looks = 0;
    const { of } = await watched(16, {
      readChecks: () => {
        looks += 1;
        const votes = looks === 1 ? [16, 16] : looks === 2 ? [2, 16] : [];
        return Promise.resolve(
          healthy.map(({ check }, index) => {
            const count = votes[index];
            return { check, reports: count === undefined ? [] : reports(count) };
          }),
        );
      },
    });
    assert.deepEqual(
      of("check").map(({ checkId, atSeconds, healthy: state, healthyCheckers: votes }) => [
        checkId,
        atSeconds,
        state,
        votes,
      ]),
      [
        ["hc-primary", 0, true, 16],
        ["hc-backup", 0, true, 16],
        ["hc-primary", 5, false, 2],
      ],
    );
  });

  it("derives a calculated check from its children, and takes Inverted as it is at that moment", async () => {
    let isInverted = false;
    const { of } = await watched(
      6,
      {
        readChecks: () => {
          const sights = switchedTopology.healthChecks.map((check) => ({
            check: {
              ...check,
              HealthCheckConfig: {
                ...check.HealthCheckConfig,
                ...(check.Id === "hc-primary" && { Inverted: isInverted }),
              },
            },
            reports: check.Id === "hc-calculated" ? [] : reports(check.Id === "hc-switch" ? 0 : 16),
          }));
          isInverted = true;
          return Promise.resolve(sights);
        },
      },
      { topology: switchedAws },
    );
    assert.deepEqual(
      of("check").map(({ checkId, atSeconds, healthy: state }) => [checkId, atSeconds, state]),
      [
        ["hc-primary", 0, true],
        ["hc-backup", 0, true],
        ["hc-switch", 0, true],
        ["hc-calculated", 0, true],
        ["hc-primary", 5, false],
        ["hc-calculated", 5, false],
      ],
    );
  });

  it("tells alarms that go off and are over, every ten seconds", async () => {
    let looks = 0;
    const { of } = await watched(31, {
      alarmsIn: (region, names) => {
        assert.deepEqual([region, names], ["us-east-1", ["primary-unhealthy"]]);
        looks += 1;
        if (looks === 3) return Promise.reject(new Error("Throttling"));
        return Promise.resolve(new Set(looks === 2 ? names : []));
      },
    });
    assert.deepEqual(
      of("alarm").map(({ atSeconds, alarm, state }) => [atSeconds, alarm, state]),
      [
        [10, "primary-unhealthy", "ALARM"],
        [30, "primary-unhealthy", "OK"],
      ],
    );
  });
});
