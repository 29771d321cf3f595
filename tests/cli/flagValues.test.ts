import assert from "node:assert/strict";
import { InvalidArgumentError } from "commander";
import { durationOf, seedOf, speedOf } from "../../cli/flagValues";

describe("speedOf", () => {
  for (const [text, speed] of [
    ["1", 1],
    ["1.5", 1.5],
    ["40", 40],
  ] as const) {
    it(`takes ${text}`, () => {
      assert.equal(speedOf(text), speed);
    });
  }

  for (const text of ["0.999", "0", "-1", "", " ", "fast", "Infinity", "NaN"]) {
    it(`refuses "${text}"`, () => {
      const message = "It must be a number of at least 1, such as 10.";
      assert.throws(() => speedOf(text), new InvalidArgumentError(message));
    });
  }
});

describe("seedOf", () => {
  for (const [text, seed] of [
    ["0", 0],
    ["4207", 4207],
    ["4294967295", 2 ** 32 - 1],
  ] as const) {
    it(`takes ${text}`, () => {
      assert.equal(seedOf(text), seed);
    });
  }

  for (const text of ["-1", "4294967296", "1.5", "", "0x10", "1e3"]) {
    it(`refuses "${text}"`, () => {
      const message = "It must be a whole number from 0 to 4294967295, such as 4207.";
      assert.throws(() => seedOf(text), new InvalidArgumentError(message));
    });
  }
});

describe("durationOf", () => {
  for (const [text, seconds] of [
    ["1s", 1],
    ["90m", 5_400],
    ["2h", 7_200],
    ["1d", 86_400],
  ] as const) {
    it(`takes ${text}`, () => {
      assert.equal(durationOf(text), seconds);
    });
  }

  for (const text of ["", "90", "0m", "-1h", "1.5h", "2 h", "2w", "1h30m", "1234567s"]) {
    it(`refuses "${text}"`, () => {
      const message = "It must be a whole number above 0 and s, m, h or d, such as 90m.";
      assert.throws(() => durationOf(text), new InvalidArgumentError(message));
    });
  }
});
