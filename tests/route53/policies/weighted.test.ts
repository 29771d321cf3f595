import assert from "node:assert/strict";
import { weighted } from "../../../route53/policies/weighted";
import { address } from "../zones";

describe("weighted routing", () => {
  const cases: [what: string, weights: number[], shares: number[]][] = [
    ["1/256 and 255/256, as the developer guide has it", [1, 255], [1 / 256, 255 / 256]],
    ["in proportion", [1, 2, 5], [0.125, 0.25, 0.625]],
    ["nothing for weight 0 beside others", [0, 3, 1], [0, 0.75, 0.25]],
    ["equally if every weight is 0", [0, 0, 0, 0], [0.25, 0.25, 0.25, 0.25]],
    ["all to a single set of weight 0", [0], [1]],
    ["nothing to share", [], []],
  ];
  for (const [what, weights, shares] of cases) {
    it(`shares ${what}: ${weights.join(", ")}`, () => {
      const sets = weights.map((Weight, at) =>
        address("www", `192.0.2.${at}`, { Weight, SetIdentifier: `${at}` }),
      );
      const expected = sets
        .map((set, at) => ({ probability: shares[at]!, recordSets: [set] }))
        .filter(({ probability }) => probability > 0);
      assert.deepEqual(weighted(sets, {}), expected);
    });
  }

  it("counts a set without weight as weight 0", () => {
    const set = address("www", "192.0.2.1", { Weight: 4 });
    assert.deepEqual(weighted([address("www", "192.0.2.2"), set], {}), [
      { probability: 1, recordSets: [set] },
    ]);
  });
});
