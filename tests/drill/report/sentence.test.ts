import assert from "node:assert/strict";
import { verdictSentence } from "../../../drill/report/sentence";
import type { Evidence } from "../../../drill/verdict";
import { shopEvents } from "../shopEvents";
import { sampleRun } from "./sampleReport";

const sentence = (change?: Partial<Evidence>) => verdictSentence(sampleRun(change));

describe("drill/report/sentence", () => {
  it("says when clients were sent to the backup, what was promised and what is accepted", () => {
    assert.equal(
      sentence(),
      "clients were sent to the backup after 35.5 s (promised 44 s, accepted 60 s), and home again.",
    );
  });

  it("says that findings follow", () => {
    const events = shopEvents().map((event) =>
      event.event === "answer" && event.atSeconds === 130 ? { ...event, atSeconds: 134 } : event,
    );
    const late = events.filter(({ event, atSeconds }) => event !== "answer" || atSeconds !== 134);
    assert.equal(
      sentence({ events: late }),
      "clients were sent to the backup after 35.5 s (promised 44 s, accepted 60 s), but:",
    );
  });

  it("says that nothing was broken, that nobody moved, that the machine was too busy", () => {
    const whole = shopEvents().filter(({ atSeconds }) => atSeconds < 40);
    assert.equal(
      sentence({ events: whole, baselineProblems: ["The stack is not whole."] }),
      "the stack is not whole, so nothing was broken.",
    );
    const stuck = shopEvents().filter((event) => event.event !== "answer" || event.atSeconds < 40);
    assert.equal(
      sentence({ events: stuck }),
      "kill-server left clients at the dead primary (promised 44 s, accepted 60 s).",
    );
    assert.equal(
      sentence({ worstLagSeconds: 1 }),
      "this machine was too busy to tell; run it again, or with a lower --speed.",
    );
  });
});
