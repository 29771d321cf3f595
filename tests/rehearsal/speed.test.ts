import assert from "node:assert/strict";
import { speedProblem, wireTtlSeconds } from "../../rehearsal/speed";
import { shopTopology } from "../support/shopTopology";

function withTtl(ttlSeconds: number) {
  const recordSets = shopTopology.zone.recordSets.map((set) =>
    set.TTL === undefined ? set : { ...set, TTL: ttlSeconds },
  );
  return { zone: { ...shopTopology.zone, recordSets } };
}

describe("wireTtlSeconds", () => {
  for (const [ttlSeconds, speed, expected] of [
    [20, 1, 20],
    [20, 10, 2],
    [20, 8, 3],
    [20, 9, 2],
    [20, 40, 1],
    [20, 41, 1],
    [1, 1, 1],
    [0, 1, 1],
    [172_800, 10, 17_280],
  ] as const) {
    it(`turns ${ttlSeconds} s at speed ${speed} into ${expected} s`, () => {
      assert.equal(wireTtlSeconds(ttlSeconds, speed), expected);
    });
  }
});

describe("speedProblem", () => {
  it("accepts every speed from 1 to the largest at which the TTL still rounds to a second", () => {
    for (const speed of [1, 1.5, 10, 20]) assert.equal(speedProblem(withTtl(10), speed), null);
    assert.equal(
      speedProblem(withTtl(10), 20.001),
      "The speed 20.001 is too high: a TTL of 10 s would round to 0 s. The largest speed allowed is 20.",
    );
  });

  it("goes by the shortest TTL of the zone", () => {
    const [first, ...rest] = withTtl(60).zone.recordSets;
    const zone = { ...shopTopology.zone, recordSets: [{ ...first!, TTL: 1 }, ...rest] };
    assert.equal(speedProblem({ zone }, 2), null);
    assert.equal(
      speedProblem({ zone }, 3),
      "The speed 3 is too high: a TTL of 1 s would round to 0 s. The largest speed allowed is 2.",
    );
  });

  it("leaves a probe 50 ms for its shortest limit, however long the TTL is", () => {
    assert.equal(speedProblem(withTtl(86_400), 40), null);
    assert.equal(
      speedProblem(withTtl(86_400), 41),
      "The speed 41 is too high: a probe's limit of 2 s would be under 50 ms. The largest speed allowed is 40.",
    );
  });

  it("leaves out a TTL of 0: such a record is not kept at any speed", () => {
    assert.equal(speedProblem(withTtl(0), 40), null);
  });

  for (const speed of [0.999, 0, -1, NaN]) {
    it(`refuses ${speed}`, () => {
      assert.equal(speedProblem(shopTopology, speed), `The speed ${speed} is not a number of at least 1.`);
    });
  }
});
