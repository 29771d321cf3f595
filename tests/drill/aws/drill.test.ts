import assert from "node:assert/strict";
import { runDrill, type DrillOptions, type DrillOutcome } from "../../../drill/aws/drill";
import { awsFaultNames } from "../../../drill/aws/faults";
import type { DrillFault } from "../../../drill/aws/hands";
import type { DrillFacts } from "../../../drill/aws/preflight/facts";
import { NotRestoredError } from "../../../drill/notRestored";
import { playOut } from "../simulatedCloud";
import { manualClock } from "../../support/manualClock";
import { deployedShop, type DeployedShop } from "./deployedShop";
import { shopAws, wholeFacts } from "./shopAws";

interface Change {
  readonly facts?: DrillFacts;
  readonly accepted?: readonly string[];
  readonly signal?: AbortSignal;
  /** Called at the first answer that leads to the backup. */
  readonly onMoved?: (shop: DeployedShop) => void;
  readonly prepare?: (shop: DeployedShop) => void;
  /** Preflight takes a second. */
  readonly slowly?: boolean;
}

/** A drill of the sample shop from beginning to end; what is thrown is the outcome too. */
async function drill(fault: DrillFault, change: Change = {}) {
  const clock = manualClock();
  const shop = deployedShop(fault, clock);
  change.prepare?.(shop);
  const steps: string[] = [];
  const options: DrillOptions = {
    topology: shopAws,
    fault,
    accepted: change.accepted ?? [],
    speed: 1,
    clock,
    now: () => new Date(Date.UTC(2026, 10, 23, 12, 0, clock.nowSeconds())),
    signal: change.signal ?? new AbortController().signal,
    hands: shop.hands,
    gather: async () => {
      if (change.slowly) await clock.sleep(1);
      return change.facts ?? wholeFacts;
    },
    observe: shop.observe,
    nameServers: ["ns-1", "ns-2"],
    resolvers: ["resolver"],
    worstLagSeconds: () => 0,
    onEvent: (event) => {
      if (event.event === "page" && event.site === "backup") change.onMoved?.(shop);
    },
    onStep: (step, work) => {
      steps.push(step);
      return work();
    },
  };
  const outcome = await playOut<DrillOutcome | Error>(
    runDrill(options).catch((error: unknown) => error as Error),
    clock,
  );
  return { outcome, shop, steps, calls: shop.calls.map(({ call }) => call) };
}

function judged(outcome: DrillOutcome | Error) {
  if (outcome instanceof Error) throw outcome;
  assert.ok(outcome.outcome === "judged");
  return outcome;
}

const wholeDrill = ["openJournal", "arm", "inflict", "restore", "closeJournal"];

describe("drill/aws/drill", () => {
  for (const fault of awsFaultNames) {
    it(`passes ${fault}: journal, schedule, fault, restore, and the journal is closed`, async () => {
      const { outcome, shop, steps, calls } = await drill(fault);
      const { judgement, journal } = judged(outcome);
      assert.deepEqual(judgement.findings, []);
      assert.equal(judgement.verdict, "pass");
      assert.deepEqual(calls, wholeDrill);
      assert.deepEqual(steps, [
        "preflight",
        "baseline",
        "journal",
        "schedule",
        "failover",
        "restore",
        "failback",
        "close",
      ]);
      const [opened, closed] = shop.journals;
      assert.deepEqual({ ...opened, state: "closed", verdict: "pass" }, closed);
      assert.deepEqual(journal, closed);
    });
  }

  it("writes down all that is needed to undo the fault, and when the schedule will do it", async () => {
    const { shop } = await drill("stop-instance");
    // 60 s of budget, 300 for the alarm, 180 for a shutdown and a boot, 300 to spare: 14 minutes.
    assert.deepEqual(shop.journals[0], {
      version: 1,
      id: "2026-11-23T12:00:00.000Z-stop-instance",
      state: "open",
      stack: "prod",
      accountId: "123456789012",
      fault: "stop-instance",
      principal: "arn:aws:iam::123456789012:user/ops",
      startedAt: "2026-11-23T12:00:00.000Z",
      undoneAt: "2026-11-23T12:14:00.000Z",
      undo: { operation: "ec2:StartInstances", region: "us-east-1", instanceId: "i-0123456789abcdef0" },
      schedule: { region: "us-east-1", name: "drill-2026-11-23T12:00:00.000Z" },
      verdict: null,
    });
  });

  it("counts from the first failed direct probe, not from the call", async () => {
    const { outcome, shop } = await drill("stop-instance");
    const { measured } = judged(outcome).judgement;
    const inflicted = shop.calls.find(({ call }) => call === "inflict")!.atSeconds;
    assert.equal(measured.faultSeconds, inflicted + 1 + 8);
    assert.deepEqual(measured.failover, {
      firstCheckerSeconds: 12,
      checkSeconds: 20,
      firstNameServerSeconds: 23,
      lastNameServerSeconds: 24,
      resolverSeconds: { resolver: 33 },
      shopperSeconds: 33,
      alarmSeconds: 70,
    });
    assert.deepEqual(measured.failback, {
      firstCheckerSeconds: 12,
      checkSeconds: 20,
      firstNameServerSeconds: 23,
      lastNameServerSeconds: 24,
      resolverSeconds: { resolver: 33 },
      shopperSeconds: 33,
      alarmSeconds: 70,
    });
  });

  it("watches one more round of probes before it restores", async () => {
    const { shop } = await drill("kill-server");
    const at = (call: string) => shop.calls.find((each) => each.call === call)!.atSeconds;
    // The fault is seen 1 s after the call; the alarm is the last to come, 70 s after that; a round takes 10 s.
    assert.equal(at("restore") - at("inflict"), 81);
  });

  it("restores within one polling interval when the backup dies midway, and fails", async () => {
    let diedSeconds = NaN;
    const { outcome, shop, calls } = await drill("kill-server", {
      onMoved: (moved) => {
        if (Number.isNaN(diedSeconds))
          diedSeconds = moved.calls.find((c) => c.call === "inflict")!.atSeconds + 1 + 33;
        moved.killBackup();
      },
    });
    const { judgement, journal } = judged(outcome);
    assert.equal(judgement.verdict, "fail");
    assert.equal(journal.verdict, "fail");
    assert.deepEqual(
      judgement.findings.filter(({ rule }) => rule === "stopped").map(({ message }) => message),
      ["The drill was stopped: The backup has failed a direct probe: connection refused."],
    );
    assert.deepEqual(calls, wholeDrill);
    assert.equal(shop.calls.find(({ call }) => call === "restore")!.atSeconds, diedSeconds + 1);
  });

  it("restores at once on Ctrl-C and closes the journal as interrupted", async () => {
    const interruption = new AbortController();
    const { outcome, calls } = await drill("block-http", {
      signal: interruption.signal,
      onMoved: () => {
        interruption.abort(new Error("Ctrl-C"));
      },
    });
    assert.equal(judged(outcome).journal.verdict, "interrupted");
    assert.deepEqual(calls, wholeDrill);
  });

  it("touches nothing when it is interrupted before", async () => {
    const { outcome, calls } = await drill("stop-instance", {
      signal: AbortSignal.abort(new Error("Ctrl-C")),
    });
    assert.equal((outcome as Error).message, "Ctrl-C");
    assert.deepEqual(calls, []);
  });

  it("is interrupted, not refused, when a look of preflight was cut off", async () => {
    const interruption = new AbortController();
    const { outcome, calls } = await drill("stop-instance", {
      signal: interruption.signal,
      facts: { ...wholeFacts, refusal: { unseen: "cut off" } },
      prepare: () => {
        setImmediate(() => {
          interruption.abort(new Error("Ctrl-C"));
        });
      },
      slowly: true,
    });
    assert.equal((outcome as Error).message, "Ctrl-C");
    assert.deepEqual(calls, []);
  });

  it("touches nothing when preflight finds something, and tells all of it", async () => {
    const facts: DrillFacts = { ...wholeFacts, isSwitchOn: { value: true }, refusal: { value: "denied" } };
    const { outcome, calls, steps } = await drill("stop-instance", { facts });
    assert.deepEqual(outcome, {
      outcome: "refused",
      findings: [
        { rule: "rights", message: "stop-instance would be refused: denied" },
        {
          rule: "override-off",
          message:
            "The operator's switch is on, so shoppers are at the backup: failover override off --stack prod",
        },
      ],
    });
    assert.deepEqual({ calls, steps }, { calls: [], steps: ["preflight"] });
  });

  it("drills in spite of a rule that was accepted", async () => {
    const facts: DrillFacts = { ...wholeFacts, isSwitchOn: { value: true } };
    const { outcome } = await drill("stop-instance", { facts, accepted: ["override-off"] });
    assert.equal(judged(outcome).judgement.verdict, "pass");
  });

  it("touches nothing when shoppers are not at the primary to begin with", async () => {
    const { outcome, calls } = await drill("stop-instance", {
      prepare: (shop) => {
        shop.killPrimary();
      },
    });
    assert.ok(!(outcome instanceof Error) && outcome.outcome === "refused");
    assert.deepEqual([...new Set(outcome.findings.map(({ rule }) => rule))], ["baseline"]);
    assert.deepEqual(calls, []);
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
    assert.ok(outcome instanceof NotRestoredError);
    assert.equal(
      outcome.message,
      "stop-instance could not be undone: InsufficientInstanceCapacity\n" +
        "Try again: failover restore --stack prod; a schedule will try at 2026-11-23T12:14:00.000Z.",
    );
    assert.deepEqual(calls, ["openJournal", "arm", "inflict", "restore"]);
  });

  it("fails when no alarm goes off in five minutes, though everyone has moved", async () => {
    const { outcome } = await drill("kill-server", {
      prepare: (shop) => {
        shop.muteAlarm();
      },
    });
    assert.deepEqual(
      judged(outcome).judgement.findings.map(({ rule }) => rule),
      ["failover-alarm-never"],
    );
  });
});
