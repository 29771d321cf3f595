import assert from "node:assert/strict";
import type { DrillOutcome } from "../../../drill/aws/drill";
import type { DrillJournal } from "../../../drill/aws/journal";
import { NotRestoredError } from "../../../drill/notRestored";
import { drill, judged, wholeDrill } from "./drilledShop";

/** What is to be done by hand, as it is thrown and as the report has it. */
function unrestored(outcome: DrillOutcome | Error): string {
  const { notRestored, verdict, judgement, journal } = judged(outcome);
  assert.ok(notRestored instanceof NotRestoredError);
  const { message } = notRestored;
  assert.deepEqual(
    [verdict, judgement.findings.at(-1), journal.state, journal.verdict],
    ["fail", { rule: "restore", message }, "open", null],
  );
  return message;
}

describe("drill/aws/breaking", () => {
  it("spares the primary where a safeguard is gone by the time of the fault, or the schedule acts too soon", async () => {
    const sparing = ["openJournal", "arm", "missingSafeguard", "restore", "closeJournal"];
    const message = (outcome: DrillOutcome | Error) => judged(outcome).judgement.findings[0]?.message;
    const lost = await drill("stop-instance", {
      prepare: (shop) => {
        shop.loseSafeguard("its journal is not open any more.");
      },
    });
    assert.deepEqual(lost.calls, sparing);
    assert.equal(
      message(lost.outcome),
      "The drill was stopped: Nothing was broken: its journal is not open any more.",
    );
    // The schedule acts 840 s after the start; the primary may be broken for 540 s.
    for (const [sleptSeconds, calls] of [
      [299, wholeDrill],
      [300, sparing],
    ] as const) {
      const slept = await drill("stop-instance", {
        prepare: (shop) => {
          const { arm } = shop.hands;
          Object.assign(shop.hands, {
            arm: async (journal: DrillJournal) => {
              await arm(journal);
              await shop.passes(sleptSeconds);
            },
          });
        },
      });
      assert.deepEqual(slept.calls, calls, `${sleptSeconds} s`);
    }
  });

  it("spares the primary while the backup does not serve", async () => {
    const { outcome, calls } = await drill("stop-instance", {
      prepare: (shop) => {
        const { arm } = shop.hands;
        Object.assign(shop.hands, {
          arm: async (journal: DrillJournal) => {
            await arm(journal);
            shop.killBackup();
            await shop.passes(2);
          },
        });
      },
    });
    assert.deepEqual(calls, ["openJournal", "arm", "missingSafeguard", "restore", "closeJournal"]);
    assert.equal(
      judged(outcome).judgement.findings[0]?.message,
      "The drill was stopped: Nothing was broken: The backup has failed a direct probe: connection refused.",
    );
  });

  it("does not call restored what was never seen to serve again: the journal stays open", async () => {
    const { outcome, calls } = await drill("stop-instance", {
      prepare: (shop) => {
        shop.neverMend();
      },
    });
    assert.equal(
      unrestored(outcome),
      "stop-instance is undone, but the primary of prod was not seen to serve again; shoppers are on the backup.\n" +
        "Look at it, or make the call again by hand, start the instance i-0123456789abcdef0: aws ec2 start-instances --region us-east-1 --instance-ids i-0123456789abcdef0; then: failover restore --stack prod",
    );
    assert.equal(calls.at(-1), "restore");
  });

  it("fails, and goes on to the end, where only a trace of the drill is left", async () => {
    const trace = await drill("kill-server", {
      prepare: (shop) => {
        shop.leaveTrace("Everything is restored, but the schedule is left.");
      },
    });
    const unclosed = await drill("kill-server", {
      prepare: (shop) => {
        shop.failOn("closeJournal", new Error("SlowDown"));
      },
    });
    for (const [{ outcome }, message] of [
      [trace, "Everything is restored, but the schedule is left."],
      [
        unclosed,
        "Everything is restored, but the journal could not be closed: SlowDown; failover restore --stack prod closes it.",
      ],
    ] as const) {
      const { judgement, journal } = judged(outcome);
      assert.deepEqual(judgement.findings, [{ rule: "left", message }]);
      assert.equal(journal.verdict, "fail");
    }
  });

  it("undoes a fault whose call failed, for it may have worked all the same", async () => {
    const { outcome, calls } = await drill("stop-instance", {
      prepare: (shop) => {
        shop.failOn("inflict", new Error("the connection was lost"));
      },
    });
    const { judgement } = judged(outcome);
    assert.equal(judgement.verdict, "fail");
    assert.equal(
      judgement.findings[0]?.message,
      "The drill was stopped: stop-instance could not be inflicted: the connection was lost",
    );
    assert.deepEqual(calls, wholeDrill);
  });

  it("breaks nothing without a schedule, and without a journal does nothing at all", async () => {
    const unarmed = await drill("stop-instance", {
      prepare: (shop) => {
        shop.failOn("arm", new Error("no such role"));
      },
    });
    assert.deepEqual(unarmed.calls, ["openJournal", "arm", "restore", "closeJournal"]);
    const unwritten = await drill("stop-instance", {
      prepare: (shop) => {
        shop.failOn("openJournal", new Error("somebody else drills"));
      },
    });
    assert.equal((unwritten.outcome as Error).message, "somebody else drills");
    assert.deepEqual(unwritten.calls, ["openJournal"]);
  });

  it("says what is left to do when the fault cannot be undone, and leaves the journal open", async () => {
    const { outcome, calls } = await drill("stop-instance", {
      prepare: (shop) => {
        shop.failOn("restore", new Error("InsufficientInstanceCapacity"));
      },
    });
    assert.equal(
      unrestored(outcome),
      "stop-instance could not be undone: InsufficientInstanceCapacity\n" +
        "Try again: failover restore --stack prod; a schedule will try at 2026-11-23T12:14:00.000Z.",
    );
    assert.deepEqual(calls, ["openJournal", "arm", "missingSafeguard", "inflict", "restore"]);
  });

  it("does not take what is wrong elsewhere for a primary that is not restored", async () => {
    const { outcome, calls } = await drill("kill-server", { untoldStep: "failback" });
    assert.ok(outcome instanceof Error);
    assert.deepEqual([outcome.name, outcome.message], ["Error", "no terminal"]);
    assert.deepEqual(calls, wholeDrill.slice(0, -1));
  });

  it("says what is left to do however little was seen before, also after Ctrl-C", async () => {
    for (const isInterrupted of [false, true]) {
      const interruption = new AbortController();
      const { outcome } = await drill("kill-server", {
        signal: interruption.signal,
        prepare: (shop) => {
          shop.failOn("arm", new Error("no such role"));
          shop.failOn("restore", new Error("lost"));
          if (!isInterrupted) return;
          const { openJournal } = shop.hands;
          Object.assign(shop.hands, {
            openJournal: async (journal: DrillJournal) => {
              await openJournal(journal);
              interruption.abort(new Error("Ctrl-C"));
            },
          });
        },
      });
      assert.match(unrestored(outcome), /^kill-server could not be undone: lost\n/);
    }
  });
});
