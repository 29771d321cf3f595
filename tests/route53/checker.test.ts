import assert from "node:assert/strict";
import fc from "fast-check";
import { newChecker, observe } from "../../route53/checker";

/** The opinions after each probe: P is a pass, F a failure; + healthy, - unhealthy, ? none. */
function opinions(results: string, failureThreshold: number): string {
  let state = newChecker;
  return Array.from(results)
    .map((result) => {
      state = observe(state, result === "P", failureThreshold);
      return state.isHealthy === null ? "?" : state.isHealthy ? "+" : "-";
    })
    .join("");
}

describe("a checker", () => {
  it("has no opinion before its first probe", () => {
    assert.deepEqual(newChecker, { isHealthy: null, hasPassed: null, equalResults: 0 });
  });

  const cases: [what: string, threshold: number, results: string, expected: string][] = [
    ["takes an opinion at once with threshold 1", 1, "PFP", "+-+"],
    ["takes its first opinion after 2 equal results", 2, "PP", "?+"],
    ["takes its first opinion after 2 failures too", 2, "FF", "?-"],
    ["has none while results alternate", 2, "PFPF", "????"],
    ["stays healthy after one failure fewer than the threshold", 3, "PPPFFPFF", "??++++++"],
    ["turns unhealthy with the third failure in a row", 3, "PPPFFF", "??+++-"],
    ["needs as many passes to come back", 3, "FFFPPFPPP", "??------+"],
    ["counts up to the largest threshold, 10", 10, "PPPPPPPPPP", "?????????+"],
  ];
  for (const [what, threshold, results, expected] of cases) {
    it(what, () => {
      assert.equal(opinions(results, threshold), expected);
    });
  }

  it("holds the opinion of its latest run of at least k equal results", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[PF]{1,40}$/),
        fc.integer({ min: 1, max: 10 }),
        (results, threshold) => {
          const runs = results.match(/P+|F+/g) ?? [];
          const decisive = runs.findLast((run) => run.length >= threshold);
          const expected = decisive === undefined ? "?" : decisive.startsWith("P") ? "+" : "-";
          assert.equal(opinions(results, threshold).at(-1), expected);
        },
      ),
    );
  });
});
