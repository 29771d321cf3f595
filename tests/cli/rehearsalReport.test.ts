import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { rehearsalReport, type RehearsalResult } from "../../cli/rehearsalReport";
import { judge, type Evidence } from "../../drill/verdict";
import { answer, faultSeconds, shopEvents } from "../drill/shopEvents";
import { shopTopology } from "../support/shopTopology";

/** The sample rehearsal, or one whose evidence differs. */
function resultOf(change: Partial<Evidence> = {}): RehearsalResult {
  const evidence = { events: shopEvents(), baselineProblems: [], worstLagSeconds: 0 };
  const scene = { topology: shopTopology, failureKind: "refused", speed: 10 } as const;
  const judgement = judge({ ...evidence, ...scene, ...change });
  return { ...scene, judgement, fault: "kill-server", seed: 4207, tookSeconds: 16.04 };
}

const report = (change?: Partial<Evidence>) => rehearsalReport(resultOf(change), false);

/** From the verdict to the end. */
const verdictOf = (text: string) => text.slice(text.search(/^(PASS|FAIL|INCONCLUSIVE):/m)).split("\n\n")[0];

describe("cli/rehearsalReport", () => {
  it("tells the whole story of a rehearsal that passes", () => {
    assert.equal(
      report(),
      `Rehearsal of www.example.com, stack prod: kill-server on the primary, at 10 times real speed
  primary  us-east-1       192.0.2.10         broken at 40.0 s, restored at 100.0 s
  backup   us-west-1       198.51.100.20      stands by

FAILOVER: seconds after the fault            typical   worst  measured  ━ measured  ┤ worst
  first probe of the primary fails               0.6    10.0       0.0  ╌╌╌╌╌┤
  health check turns unhealthy (2 of 16)        18.2    20.0      17.8  ━━━━━━━━━╌┤
  name server answers with the backup           21.2    23.0      21.0  ━━━━━━━━━━━╌┤
  caching resolver answers with the backup      31.2    44.0      35.5  ━━━━━━━━━━━━━━━━━━╌╌╌╌╌┤
  new shopper gets a page from the backup       31.7    48.0      36.6  ━━━━━━━━━━━━━━━━━━━╌╌╌╌╌╌┤

FAILBACK: seconds after the restore          typical   worst  measured  ━ measured  ┤ worst
  first probe of the primary passes              0.6    10.0       0.0  ╌╌╌╌╌┤
  health check turns healthy (3 of 16)          11.8    20.0      11.2  ━━━━━━╌╌╌╌┤
  name server answers with the primary          14.8    23.0      14.5  ━━━━━━━━╌╌╌╌┤
  caching resolver answers with the primary     24.8    44.0      30.0  ━━━━━━━━━━━━━━━━╌╌╌╌╌╌╌┤
  new shopper gets a page from the primary      25.3    48.0      30.6  ━━━━━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌┤

SHOPPERS: seconds; only the first is judged   failed pages        outage to the backup    home again
  looks the name up for each page                       36          37.0          36.6          30.6
  keeps its connection while it lives                   36          37.0          36.6        > 34.8
  resolver keeps answers 30 s at least                  45          46.0          45.6        > 34.8
  looks the name up only once                           60          61.0         never           0.6

PASS: clients were sent to the backup after 35.5 s (promised 44 s, accepted 60 s), and home again.

Took 16.0 s at speed 10. The same again:
  npx failover rehearse --stack prod --fault kill-server --speed 10 --seed 4207
`,
    );
  });

  it("says so when the speed cannot show the TTL: at speed 40, 20 s become 1 whole second, so 40 s", () => {
    assert.equal(
      verdictOf(report({ speed: 40 }))?.split(" - ")[0],
      `FAIL: clients were sent to the backup after 35.5 s (promised 44 s, 64.0 s with the TTL of this
  speed, accepted 60 s), but:\n `,
    );
  });

  it("shows no tables when nothing was broken", () => {
    const events = shopEvents().filter(({ atSeconds }) => atSeconds < faultSeconds);
    assert.equal(
      report({ events, baselineProblems: ["No shopper has asked for a page."] }),
      `Rehearsal of www.example.com, stack prod: kill-server on the primary, at 10 times real speed
  primary  us-east-1       192.0.2.10         not broken
  backup   us-west-1       198.51.100.20      stands by

FAIL: the stack is not whole, so nothing was broken.
  - No shopper has asked for a page. [baseline]

Took 16.0 s at speed 10. The same again:
  npx failover rehearse --stack prod --fault kill-server --speed 10 --seed 4207
`,
    );
  });

  it("lists what was found, and marks a bar that passes the worst", () => {
    const events = shopEvents().map((event) =>
      event.event === "answer" && event.atSeconds === 75.5 ? { ...event, atSeconds: 96 } : event,
    );
    const text = report({ events });
    assert.equal(
      verdictOf(text),
      `FAIL: clients were sent to the backup after 56.0 s (promised 44 s, accepted 60 s), but:
  - failover: caching resolver answers with the backup: after 56.0 s, later than 45.3 s (1.3 s of it
    for measuring). [failover-resolver-late]`,
    );
    // 56 s are the whole scale of 25 cells, so 44 s are 20 of them.
    const row =
      "  caching resolver answers with the backup      31.2    44.0      56.0  ━━━━━━━━━━━━━━━━━━━━┿━━━━━";
    assert.ok(text.split("\n").includes(row), text);
  });

  it("does not mark a bar that ends at the worst", () => {
    const events = shopEvents().map((event) =>
      event.event === "answer" && event.atSeconds === 75.5
        ? { ...event, atSeconds: faultSeconds + 44 }
        : event,
    );
    // Of 48 s and 25 cells, 44 s are 23.
    const row =
      "  caching resolver answers with the backup      31.2    44.0      44.0  ━━━━━━━━━━━━━━━━━━━━━━━┤";
    const text = report({ events });
    assert.ok(text.split("\n").includes(row), text);
  });

  it("says so when nobody was sent to the backup", () => {
    const events = shopEvents().filter((event) => event.event !== "answer" || event.atSeconds < faultSeconds);
    const text = report({ events });
    assert.equal(
      verdictOf(text)?.split("\n")[0],
      "FAIL: kill-server left clients at the dead primary (promised 44 s, accepted 60 s).",
    );
    const row = "  caching resolver answers with the backup      31.2    44.0     never";
    assert.ok(text.split("\n").includes(row), text);
  });

  it("says so when the machine was too busy", () => {
    assert.equal(
      verdictOf(report({ worstLagSeconds: 1.5 })),
      `INCONCLUSIVE: this machine was too busy to tell; run it again, or with a lower --speed.
  - This machine was too busy to keep the schedule: up to 1.50 s late, more than 0.8 s. A lower
    --speed needs less of it. [schedule]`,
    );
  });

  it("admits what it does not know", () => {
    const events = shopEvents().filter((event) => event.event !== "page" || event.shopper === "fresh");
    const row =
      "  keeps its connection while it lives              unknown       unknown       unknown       unknown";
    assert.ok(report({ events }).split("\n").includes(row), report({ events }));
  });

  it("keeps within 100 columns, whatever was found", () => {
    const wrong = Array.from({ length: 20 }, (_, index) => answer("resolver", 30 + index / 10, "backup"));
    const events = [...shopEvents(), ...wrong].sort((a, b) => a.atSeconds - b.atSeconds);
    const lines = report({ events, worstLagSeconds: 3 }).split("\n");
    assert.deepEqual(
      lines.filter((line) => line.length > 100),
      [],
    );
  });

  it("is the same text with colors", () => {
    const colored = rehearsalReport(resultOf(), true);
    assert.equal(stripVTControlCharacters(colored), report());
    assert.ok(colored.includes("\u001b[32mPASS\u001b[39m: clients"), colored);
  });
});
