import assert from "node:assert/strict";
import type { DrillJournal } from "../../../drill/aws/journal";
import { journalStore } from "../../../drill/aws/journalStore";
import { closeIfGone, putBack, restoreLimitSeconds } from "../../../drill/aws/restore";
import { NotRestoredError } from "../../../drill/notRestored";
import { brokenPrimary, never, refuseWith } from "./brokenPrimary";
import { awsError, type ApiCall } from "./fakeClients";
import { topology } from "./sampleDrill";

const key = "drills/journal.json";
const schedule = "website-failover-prod-undo-20261123T120000Z";
const byHand = {
  "stop-instance":
    "By hand, start the instance i-0a1b2c3d4e5f60718: aws ec2 start-instances --region us-east-1 " +
    "--instance-ids i-0a1b2c3d4e5f60718; then: failover restore --stack prod",
};

const closed = (journal: DrillJournal): DrillJournal => ({
  ...journal,
  state: "closed",
  verdict: "interrupted",
});

describe("drill/aws/restore", () => {
  for (const [fault, look, call, isMended] of [
    ["stop-instance", ["DescribeInstances"], "StartInstances", { instance: "running" }],
    ["kill-server", [], "SendCommand", { command: "Success" }],
    ["block-http", ["DescribeSecurityGroupRules"], "ModifySecurityGroupRules", { cidrIpv4: "0.0.0.0/0" }],
    ["invert-check", ["GetHealthCheck"], "UpdateHealthCheck", { inverted: false }],
  ] as const) {
    it(`undoes ${fault}, reads it back, removes the schedule, and closes the journal last`, async () => {
      const { journal, state, bucket, commands, run } = brokenPrimary(fault, never);
      const before = { ...state };
      assert.deepEqual(await run(), closed(journal));
      assert.deepEqual(state, { ...before, ...isMended, hasSchedule: false });
      const readBack = fault === "kill-server" ? "GetCommandInvocation" : look[0];
      assert.deepEqual(commands(), [...look, call, readBack, "DeleteSchedule", "PutObject", "PutObject"]);
      const history = `drills/history/${journal.id}.json`;
      assert.deepEqual(bucket.held(), { [history]: closed(journal), [key]: closed(journal) });
    });
  }

  it("makes the call even if all looks well: what EC2 says of a change comes late", async () => {
    const { state, commands, run } = brokenPrimary("stop-instance", never);
    state.instance = "running";
    await run();
    assert.deepEqual(commands().slice(0, 3), ["DescribeInstances", "StartInstances", "DescribeInstances"]);
  });

  it("does it again as if it were once, and with the schedule gone", async () => {
    const { journal, state, run, bucket } = brokenPrimary("stop-instance", never);
    await run();
    const mended = { ...state };
    bucket.put(key, JSON.stringify(journal));
    assert.deepEqual(await run(), closed(journal));
    assert.deepEqual(state, mended);
  });

  it("waits until an instance has stopped before it starts it", async () => {
    const { clock, state, commands, run } = brokenPrimary("stop-instance", never);
    state.instance = "stopping";
    void clock.sleep(12).then(() => (state.instance = "stopped"));
    await run();
    // At 0, 5 and 10 s it is stopping; at 15 s it has stopped.
    assert.deepEqual(commands().slice(0, 6), [
      ...Array.from({ length: 4 }, () => "DescribeInstances"),
      "StartInstances",
      "DescribeInstances",
    ]);
  });

  it("asks again where EC2 knew better than what it had just said", async () => {
    const { state, commands, run } = brokenPrimary("stop-instance", ({ command }, atSeconds) => {
      if (command === "StartInstances" && atSeconds < 10) throw awsError("IncorrectInstanceState");
    });
    await run();
    assert.equal(state.instance, "running");
    assert.equal(commands().filter((command) => command === "StartInstances").length, 2);
  });

  it("outlasts throttling of every call for 20 s", async () => {
    const throttled = refuseWith("RequestLimitExceeded", "Request limit exceeded.", (_, at) => at < 20);
    const { journal, clients, clock, state, commands } = brokenPrimary("stop-instance", throttled);
    const done = putBack(journal, clients, clock);
    await clock.advance(30);
    // At 0 and 10 s it is refused, and then waits for 10 and 20 s.
    assert.deepEqual(commands(), [
      ...Array.from({ length: 3 }, () => ["DescribeInstances", "StartInstances"]).flat(),
      ...["DescribeInstances", "DeleteSchedule"],
    ]);
    assert.deepEqual(await done, { requestId: "request-6", commandId: null });
    assert.deepEqual([state.instance, state.hasSchedule], ["running", false]);
  });

  for (const [code, isLater] of [
    ["UnauthorizedOperation", true],
    ["RequestLimitExceeded", false],
  ] as const) {
    it(`undoes the fault though the first look ends with ${code}`, async () => {
      let looks = 0;
      const blind = refuseWith(code, "No look.", ({ command }) => {
        if (command === "DescribeSecurityGroupRules") looks += 1;
        return command === "DescribeSecurityGroupRules" && (isLater || looks === 1);
      });
      const { state, bucket, journal, run } = brokenPrimary("block-http", blind);
      // What nobody can read back is not proven, though it is done.
      if (isLater) await assert.rejects(run(), NotRestoredError);
      else assert.deepEqual(await run(), closed(journal));
      assert.deepEqual([state.cidrIpv4, state.hasSchedule], ["0.0.0.0/0", isLater]);
      assert.equal((bucket.held()[key] as DrillJournal).state, isLater ? "open" : "closed");
    });
  }

  it("leaves a rule that somebody has changed since, makes no call, and leaves no schedule that would", async () => {
    const { clients, clock, journal, state, commands } = brokenPrimary("block-http", never);
    state.cidrIpv4 = "203.0.113.0/24";
    assert.deepEqual(await putBack(journal, clients, clock), { requestId: null, commandId: null });
    assert.deepEqual([state.cidrIpv4, state.hasSchedule], ["203.0.113.0/24", false]);
    assert.deepEqual(commands(), ["DescribeSecurityGroupRules", "DeleteSchedule"]);
  });

  it("leaves a rule that somebody changes while it is being put back", async () => {
    const { clients, clock, journal, state } = brokenPrimary("block-http", ({ command }) => {
      if (command === "DescribeSecurityGroupRules" && state.cidrIpv4 === "0.0.0.0/0")
        state.cidrIpv4 = "203.0.113.0/24";
    });
    assert.deepEqual(await putBack(journal, clients, clock), { requestId: "request-2", commandId: null });
    assert.deepEqual([state.cidrIpv4, state.hasSchedule], ["203.0.113.0/24", false]);
  });

  it("sends a command again that has failed", async () => {
    let failures = 1;
    const { state, commands, run } = brokenPrimary("kill-server", ({ command }) => {
      if (command === "GetCommandInvocation" && failures > 0) {
        failures -= 1;
        state.command = "Failed";
      }
    });
    await run();
    assert.deepEqual(commands().slice(0, 5), [
      ...["SendCommand", "GetCommandInvocation", "GetCommandInvocation", "SendCommand"],
      "GetCommandInvocation",
    ]);
  });

  it("gives up on a start without capacity after its limit, and leaves journal and schedule to do it", async () => {
    const refused = refuseWith(
      "InsufficientInstanceCapacity",
      "We currently do not have sufficient t3.small capacity in us-east-1a.",
      ({ command }) => command === "StartInstances",
    );
    const { journal, bucket, state, commands, run } = brokenPrimary("stop-instance", refused);
    await assert.rejects(run(), (error) => {
      assert.ok(error instanceof NotRestoredError);
      assert.equal(
        error.message,
        "prod is not restored from stop-instance: We currently do not have sufficient t3.small capacity in us-east-1a" +
          "; AWS has no room for this instance type in its zone now. " +
          `The schedule ${schedule} tries it at 2026-11-23T12:20:00.000Z.\n${byHand["stop-instance"]}`,
      );
      return true;
    });
    assert.deepEqual([bucket.held(), state.hasSchedule], [{ [key]: journal }, true]);
    // At 0, 10 and 30 s, then each 40 s up to 590 s: 17 times within 600 s.
    assert.equal(commands().filter((command) => command === "StartInstances").length, 17);
  });

  it("starts it when there is capacity again", async () => {
    const refused = refuseWith(
      "InsufficientInstanceCapacity",
      "No capacity.",
      ({ command }, atSeconds) => command === "StartInstances" && atSeconds < 300,
    );
    const { journal, state, run } = brokenPrimary("stop-instance", refused);
    assert.deepEqual(await run(), closed(journal));
    assert.equal(state.instance, "running");
  });

  for (const [code, message, remedy, left] of [
    ["ExpiredToken", "The security token included in the request is expired", "sign in again", "everything"],
    ["CredentialsProviderError", "Could not load credentials", "sign in again", "everything"],
    ["UnauthorizedOperation", "You are not authorized", "use a role that may", "StartInstances"],
    [
      "InvalidInstanceID.NotFound",
      "The instance ID does not exist",
      "deploy the stack again",
      "StartInstances",
    ],
  ] as const) {
    it(`says at once what to do by hand on ${code}: no other try can help`, async () => {
      const refused = refuseWith(
        code,
        message,
        ({ service, command }) => service !== "s3" && (left === "everything" || command === left),
      );
      const { journal, bucket, state, commands, run } = brokenPrimary("stop-instance", refused);
      const tries =
        left === "everything"
          ? `The schedule ${schedule} tries it at 2026-11-23T12:20:00.000Z, unless somebody has removed it.`
          : `The schedule ${schedule} tries it at 2026-11-23T12:20:00.000Z.`;
      await assert.rejects(run(), {
        message: `prod is not restored from stop-instance: ${message}; ${remedy}. ${tries}\n${byHand["stop-instance"]}`,
      });
      assert.deepEqual(
        [bucket.held(), state.hasSchedule, state.instance],
        [{ [key]: journal }, true, "stopped"],
      );
      assert.deepEqual(commands(), ["DescribeInstances", "StartInstances", "GetSchedule"]);
    });
  }

  it("says so when no schedule is left, and that a terminated instance is gone", async () => {
    const { state, run } = brokenPrimary("stop-instance", never);
    Object.assign(state, { instance: "terminated", hasSchedule: false });
    await assert.rejects(run(), {
      message:
        "prod is not restored from stop-instance: the instance i-0a1b2c3d4e5f60718 in us-east-1 is terminated" +
        `; deploy the stack again. No schedule is left to try it.\n${byHand["stop-instance"]}`,
    });
  });

  it("waits for an instance that starts no longer than its limit", async () => {
    const { state, run } = brokenPrimary("stop-instance", never);
    state.instance = "pending";
    await assert.rejects(run(), {
      message:
        "prod is not restored from stop-instance: it did not come about within 600 s. " +
        `The schedule ${schedule} tries it at 2026-11-23T12:20:00.000Z.\n${byHand["stop-instance"]}`,
    });
  });

  for (const [command, left] of [
    ["DeleteSchedule", `the schedule ${schedule} is left, which makes its call at 2026-11-23T12:20:00.000Z`],
    ["PutObject", "its journal could not be closed"],
  ] as const) {
    it(`keeps the journal open, and is no failure to restore, when ${command} is refused`, async () => {
      const refused = refuseWith("ExpiredToken", "Expired.", (call) => call.command === command);
      const { journal, bucket, state, run } = brokenPrimary("stop-instance", refused);
      await assert.rejects(run(), (error) => {
        assert.ok(error instanceof Error && !(error instanceof NotRestoredError));
        const again = "Again, to clear it away: failover restore --stack prod";
        assert.equal(error.message, `Everything is restored, but ${left}: Expired.\n${again}`);
        return true;
      });
      assert.deepEqual([state.instance, bucket.held()], ["running", { [key]: journal }]);
    });
  }

  describe("closeIfGone", () => {
    const closing = async (instance: string, refuse: (call: ApiCall, atSeconds: number) => void = never) => {
      const primary = brokenPrimary("kill-server", refuse);
      const { clients, clock, state } = primary;
      state.instance = instance;
      const store = journalStore(topology, clients);
      const opened = (await store.read())!;
      const settling = Promise.allSettled([closeIfGone({ opened, store, clients, clock })]);
      await clock.advance(2 * restoreLimitSeconds);
      return { ...primary, result: (await settling)[0] };
    };

    it("closes the drill, and takes its schedule away, once what it broke is gone", async () => {
      const { result, journal, bucket, state, commands } = await closing("terminated");
      assert.deepEqual(result, { status: "fulfilled", value: closed(journal) });
      assert.deepEqual([bucket.held()[key], state.hasSchedule], [closed(journal), false]);
      const asked = ["GetObject", "DescribeInstances", "DeleteSchedule", "PutObject", "PutObject"];
      assert.deepEqual(commands(), asked);
    });

    it("changes nothing while it is there", async () => {
      const { result, journal, bucket, state, commands } = await closing("stopped");
      assert.deepEqual(result, { status: "fulfilled", value: null });
      assert.deepEqual([bucket.held(), state.hasSchedule], [{ [key]: journal }, true]);
      assert.deepEqual(commands(), ["GetObject", "DescribeInstances"]);
    });

    it("says that nobody can tell where it may not look, and changes nothing", async () => {
      const denied = refuseWith("UnauthorizedOperation", "No.", ({ service }) => service === "ec2");
      const { result, journal, bucket, state } = await closing("terminated", denied);
      assert.ok(result.status === "rejected" && result.reason instanceof NotRestoredError);
      assert.equal(
        result.reason.message,
        "prod may not be restored from kill-server: whether what it broke is still there cannot be told: " +
          "No; use a role that may.",
      );
      assert.deepEqual([bucket.held(), state.hasSchedule], [{ [key]: journal }, true]);
    });

    it("does not call restored what is gone when its schedule cannot be taken away", async () => {
      const denied = refuseWith("AccessDenied", "No.", ({ command }) => command === "DeleteSchedule");
      const { result, journal, bucket } = await closing("terminated", denied);
      assert.ok(result.status === "rejected" && result.reason instanceof Error);
      assert.equal(
        result.reason.message,
        `Nothing is left to restore, but the schedule ${schedule} is left, which makes its call at ` +
          "2026-11-23T12:20:00.000Z: No.\nAgain, to clear it away: failover restore --stack prod",
      );
      assert.deepEqual(bucket.held(), { [key]: journal });
    });
  });
});
