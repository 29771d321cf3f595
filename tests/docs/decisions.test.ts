/** The decision pages keep one form, and the tables of the timing page are what its script computes. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { figuresPage, withFigures } from "../../docs/decisions/figures";
import { falseFailoversPerYear, opinion, type ProbeLoss } from "../../docs/decisions/lossModel";

const folder = join(__dirname, "../../docs/decisions");
const pages = readdirSync(folder).filter((file) => file.endsWith(".md"));

describe("decision pages", () => {
  it("are these", () => {
    assert.deepEqual(pages.toSorted(), [
      "alias-to-site-records.md",
      "elastic-ip-on-interface.md",
      "node-and-sdk-versions.md",
      "route53-failover.md",
      "string-match.md",
      "ttl-interval-threshold.md",
    ]);
  });

  for (const page of pages) {
    it(`${page} says context, decision, consequences and figures`, () => {
      const text = readFileSync(join(folder, page), "utf8");
      const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
      assert.deepEqual(headings, ["Context", "Decision", "Consequences", "Figures"]);
    });
  }
});

describe("figures of the timing page", () => {
  const page = readFileSync(figuresPage, "utf8");

  it("are what the script computes", async () => {
    assert.equal(page, await withFigures(page));
  });

  it("hold each table once", () => {
    const tables = [...page.matchAll(/<!-- figures: (\S+) -->/g)].map(([, table]) => table);
    assert.deepEqual(tables, ["worst-outage", "short-outage", "random-loss", "regional-loss"]);
  });

  it("name the command that writes them", () => {
    assert.equal(page.split("`npx ts-node docs/decisions/figures.ts` writes these tables").length, 2);
  });

  it("refuse a table that nobody computes", async () => {
    await assert.rejects(withFigures("<!-- figures: guesses -->\n<!-- end -->\n"), {
      message: 'There is no table "guesses".',
    });
  });

  it("hold production's row: threshold × (10 + cost) + 3 + 20 + 1", () => {
    const production = rowsOf(page).find((row) => row.at(-1) === "prod");
    const totals = [0, 2, 4, 8].map((cost) => 2 * (10 + cost) + 3 + 20 + 1);
    assert.deepEqual(production, ["10", "2", "20", ...totals.map(String), "prod"]);
  });

  it("flip never up to threshold - 1 intervals and always from threshold intervals on", () => {
    const flips = new Map(rowsOf(page).map(([outage, ...cells]) => [outage, cells.slice(0, 3)]));
    assert.deepEqual(flips.get("10 s"), ["100 %", "0 %", "0 %"]);
    assert.deepEqual(flips.get("20 s"), ["100 %", "100 %", "0 %"]);
    assert.deepEqual(flips.get("30 s"), ["100 %", "100 %", "100 %"]);
    // Half-way every checker is early or late like a coin: 14, 15 or 16 of 16 make 120 + 16 + 1 of 65,536.
    assert.equal(flips.get("15 s")?.[1], `${Number(((137 / 65_536) * 100).toPrecision(2))} %`);
  });
});

describe("one checker's opinion in the long run", () => {
  it("is a coin's at one half: a run of two takes 6 tosses, of three 14", () => {
    assert.deepEqual(opinion(0.5, 1), { shareUnhealthy: 0.5, changesPerProbe: 1 / 4 });
    assert.deepEqual(opinion(0.5, 2), { shareUnhealthy: 0.5, changesPerProbe: 1 / 12 });
    assert.deepEqual(opinion(0.5, 3), { shareUnhealthy: 0.5, changesPerProbe: 1 / 28 });
  });

  it("is the last probe at threshold 1", () => {
    closeTo(opinion(0.2, 1).shareUnhealthy, 0.2);
    closeTo(opinion(0.2, 1).changesPerProbe, 0.2 * 0.8);
  });

  it("is what walking its states a thousand times comes to, at threshold 2", () => {
    const loss = 0.3;
    // Healthy, healthy after one lost probe, unhealthy, unhealthy after one that passed.
    let state = [1, 0, 0, 0];
    for (let step = 0; step < 1000; step += 1) {
      const [good = 0, doubted = 0, bad = 0, hopeful = 0] = state;
      state = [
        (1 - loss) * (good + doubted + hopeful),
        loss * good,
        loss * (doubted + bad + hopeful),
        (1 - loss) * bad,
      ];
    }
    const [, doubted = 0, bad = 0, hopeful = 0] = state;
    closeTo(opinion(loss, 2).shareUnhealthy, bad + hopeful);
    closeTo(opinion(loss, 2).changesPerProbe, loss * doubted);
  });
});

describe("false failovers", () => {
  const loss: ProbeLoss = {
    requestIntervalSeconds: 10,
    failureThreshold: 1,
    checkers: 6,
    cutOffCheckers: 0,
    lossProbability: 0.5,
  };

  it("need 5 of 6 checkers: one turns while exactly 4 of the 5 others have", () => {
    // 6 checkers, 5 of 32 patterns of the others, a quarter of the probes turns; a cycle is 10 + 0.5 × 4 s.
    closeTo(falseFailoversPerYear(loss), ((6 * (5 / 32)) / 4) * (31_536_000 / 12));
  });

  it("need one checker less for each that is cut off", () => {
    // 4 cut off: one of the 2 others turns while the last one has not.
    closeTo(falseFailoversPerYear({ ...loss, cutOffCheckers: 4 }), ((2 * (1 / 2)) / 4) * (31_536_000 / 12));
  });

  it("never end once 5 of 6, or 14 of 16, are cut off", () => {
    assert.equal(falseFailoversPerYear({ ...loss, cutOffCheckers: 5 }), null);
    assert.equal(falseFailoversPerYear({ ...loss, checkers: 16, cutOffCheckers: 14 }), null);
    assert.notEqual(falseFailoversPerYear({ ...loss, checkers: 16, cutOffCheckers: 13 }), null);
  });
});

function rowsOf(page: string): string[][] {
  const lines = page.split("\n").filter((line) => line.startsWith("|"));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

function closeTo(actual: number | null, expected: number): void {
  assert.ok(
    actual !== null && Math.abs(actual - expected) <= 1e-9 * expected,
    `${String(actual)} is not ${String(expected)}`,
  );
}
