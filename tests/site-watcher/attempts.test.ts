import assert from "node:assert/strict";
import { attempts } from "../../site-watcher/attempts";

describe("site-watcher/attempts", () => {
  it("hands on what a call gives, and notes nothing", async () => {
    const { attempt, failures } = attempts(1_000);
    assert.deepEqual([await attempt("a call", () => Promise.resolve(7)), failures], [7, []]);
  });

  it("turns a failure into null, and notes what failed and why", async () => {
    const { attempt, failures } = attempts(1_000);
    const refused = Object.assign(new Error(""), { code: "ECONNREFUSED" });
    const results = [
      await attempt("one", () => Promise.reject(new Error("status 500"))),
      await attempt("two", () => Promise.reject(refused)),
      await attempt("three", () => {
        throw new Error("at once");
      }),
    ];
    assert.deepEqual(results, [null, null, null]);
    assert.deepEqual(failures, ["one: status 500", "two: ECONNREFUSED", "three: at once"]);
  });

  it("ends a call that takes too long, though it ignores its signal", async () => {
    const { attempt, failures } = attempts(5);
    let isAborted = false;
    const result = await attempt("a call", (signal) => {
      signal.addEventListener("abort", () => (isAborted = true));
      return new Promise(() => undefined);
    });
    assert.deepEqual([result, isAborted, failures], [null, true, ["a call: took more than 5 ms"]]);
  });

  it("says that a call took too long, not that it was aborted", async () => {
    const { attempt, failures } = attempts(5);
    await attempt(
      "a call",
      (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reject(new Error("The operation was aborted"));
          });
        }),
    );
    assert.deepEqual(failures, ["a call: took more than 5 ms"]);
  });
});
