import assert from "node:assert/strict";
import { awsFaultNames } from "../../../drill/aws/faults";
import type { DrillJournal } from "../../../drill/aws/journal";
import type { DrillFacts } from "../../../drill/aws/preflight/facts";
import { drill, judged, wholeDrill } from "./drilledShop";
import { wholeFacts } from "./shopAws";

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

  it("tells what another's restore has made of it", async () => {
    const { outcome } = await drill("kill-server", {
      prepare: ({ hands }) => {
        const { closeJournal } = hands;
        Object.assign(hands, {
          closeJournal: async (journal: DrillJournal) => {
            await closeJournal(journal);
            return { ...journal, id: "the next drill", state: "open", verdict: null };
          },
        });
      },
    });
    const { journal } = judged(outcome);
    assert.deepEqual([journal.fault, journal.verdict], ["kill-server", "interrupted"]);
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
