import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { restore, type RestoreOptions, type RestoreWorld } from "../../cli/restore";
import { UserError } from "../../cli/errors";
import { WrongStackError } from "../../cli/wrongStack";
import type { DrillJournal } from "../../drill/aws/journal";
import { localJournal } from "../../drill/aws/localJournal";
import { NotRestoredError } from "../../drill/notRestored";
import { awsError, fakeClients, type ApiCall } from "../drill/aws/fakeClients";
import { journalBucket } from "../drill/aws/journalBucket";
import { openJournal, topology, undoCalls } from "../drill/aws/sampleDrill";
import { manualClock } from "../support/manualClock";
import { fakeSurroundings } from "./fakeSurroundings";
import { openedStack } from "./openedStack";
import { publishedLines } from "./publishedLines";

const key = "drills/journal.json";
const options: RestoreOptions = { stack: "prod", json: false };
const journal = openJournal();

describe("cli/restore", () => {
  let stateHome: string;
  beforeEach(() => {
    stateHome = mkdtempSync(join(tmpdir(), "restore-"));
  });
  afterEach(() => {
    rmSync(stateHome, { recursive: true });
  });
  const local = () => localJournal("prod", { XDG_STATE_HOME: stateHome });
  const surroundingsWith = (signal = new AbortController().signal) =>
    fakeSurroundings({ environment: { XDG_STATE_HOME: stateHome }, signal });

  /** The account with a stopped primary, and what it is asked. */
  function world(stored: DrillJournal | null, refuse: (call: ApiCall) => void = () => undefined) {
    const bucket = journalBucket(stored ? { [key]: stored } : {});
    let instance = "stopped";
    const aws = fakeClients((call) => {
      refuse(call);
      const { service, command } = call;
      if (service === "s3") return bucket.answer(call);
      if (command === "StartInstances") instance = "running";
      return { Reservations: [{ Instances: [{ State: { Name: instance } }] }] };
    });
    const opened: Parameters<RestoreWorld["openStack"]>[0][] = [];
    const given: RestoreWorld = {
      openStack: (asked) => {
        opened.push(asked);
        return Promise.resolve(openedStack({ topology, clients: aws.clients }));
      },
      clock: manualClock(),
    };
    return { ...aws, bucket, opened, given, instance: () => instance };
  }

  it("restores from the journal in the bucket alone", async () => {
    const { given, asked, bucket, opened, instance } = world(journal);
    const surroundings = surroundingsWith();
    assert.equal(await restore({ ...options, profile: "drill" }, surroundings, given), 0);
    assert.deepEqual(
      [surroundings.out(), surroundings.err()],
      [
        "restored prod from stop-instance: nothing is left of the drill 2026-11-23T12:00:00.000Z-stop-instance\n",
        "",
      ],
    );
    assert.deepEqual([instance(), opened], ["running", [{ ...options, profile: "drill" }]]);
    assert.deepEqual(bucket.held()[key], { ...journal, state: "closed", verdict: "interrupted" });
    assert.equal(asked()[0], "s3 us-west-1 GetObject");
  });

  it("restores once, however often it is asked", async () => {
    const { given, asked, calls } = world(journal);
    await restore(options, surroundingsWith(), given);
    calls.length = 0;
    const surroundings = surroundingsWith();
    assert.equal(await restore(options, surroundings, given), 0);
    assert.equal(surroundings.out(), "nothing to restore: no drill of prod is open\n");
    assert.deepEqual(asked(), ["s3 us-west-1 GetObject"]);
  });

  it("has nothing to restore before the first drill; what this machine alone knows of never broke anything", async () => {
    local().write(journal);
    const { given } = world(null);
    const surroundings = surroundingsWith();
    assert.equal(await restore({ ...options, json: true }, surroundings, given), 0);
    assert.deepEqual(publishedLines("restore", surroundings.out()), [
      { event: "nothing-to-restore", stack: "prod" },
    ]);
    assert.equal(existsSync(local().path), false);
  });

  it("says in one JSON object what it has restored, and forgets what this machine knew", async () => {
    local().write(journal);
    const surroundings = surroundingsWith();
    await restore({ ...options, json: true }, surroundings, world(journal).given);
    assert.deepEqual(publishedLines("restore", surroundings.out()), [
      {
        event: "restored",
        stack: "prod",
        fault: "stop-instance",
        drill: "2026-11-23T12:00:00.000Z-stop-instance",
      },
    ]);
    assert.equal(existsSync(local().path), false);
  });

  it("goes on when it is asked to stop, and says so", async () => {
    const interruption = new AbortController();
    const { given, instance } = world(journal, ({ command }) => {
      if (command === "StartInstances") interruption.abort();
    });
    const surroundings = surroundingsWith(interruption.signal);
    assert.equal(await restore(options, surroundings, given), 0);
    assert.equal(instance(), "running");
    assert.equal(surroundings.err(), "Restoring goes on: what was broken is put back first.\n");
  });

  it("keeps both journals while something is left broken", async () => {
    local().write(journal);
    const { given, bucket } = world(journal, ({ command }) => {
      if (command === "StartInstances") throw awsError("UnauthorizedOperation");
    });
    await assert.rejects(restore(options, surroundingsWith(), given), NotRestoredError);
    assert.deepEqual([bucket.held(), local().read()], [{ [key]: journal }, journal]);
  });

  const expired = { problem: "The security token is expired" };
  for (const [what, change, reason] of [
    [
      "the account cannot be told",
      (given: RestoreWorld) => ({
        ...given,
        openStack: () => Promise.resolve(openedStack({ topology, caller: expired })),
      }),
      "the account cannot be told, so nothing was touched: The security token is expired",
    ],
    ["the bucket does not answer", (given: RestoreWorld) => given, "SlowDown"],
    [
      "the topology cannot be had",
      (given: RestoreWorld) => ({
        ...given,
        openStack: () => Promise.reject(new UserError("topology.json: no route")),
      }),
      "topology.json: no route",
    ],
  ] as const) {
    it(`says what to do by hand when ${what}, if this machine knows of a drill`, async () => {
      const given = change(
        world(journal, () => {
          throw awsError("SlowDown");
        }).given,
      );
      await assert.rejects(restore(options, surroundingsWith(), given), { message: reason });
      local().write(journal);
      await assert.rejects(restore(options, surroundingsWith(), given), (error) => {
        assert.ok(error instanceof NotRestoredError);
        assert.equal(
          error.message,
          `prod may not be restored from stop-instance: ${reason}\n` +
            "By hand, start the instance i-0a1b2c3d4e5f60718: aws ec2 start-instances --region us-east-1 --instance-ids i-0a1b2c3d4e5f60718",
        );
        return true;
      });
    });
  }

  it("says of another stack or account only that it is another, whatever this machine knows of", async () => {
    local().write(journal);
    const other = new WrongStackError("these are credentials of another account");
    const given = { ...world(journal).given, openStack: () => Promise.reject(other) };
    await assert.rejects(restore(options, surroundingsWith(), given), other);
    assert.deepEqual(local().read(), journal);
  });

  const object = "s3://failover-switch-prod-123456789012-us-west-1-an/drills/journal.json";
  const misfit = (problems: string) =>
    `prod may not be restored: ${object} does not fit it: ${problems}.\n` +
    `Nothing was touched. Somebody must look at ${object}, and at who has written it.`;

  it("does nothing by a journal that no drill of the stack has left, and lets none of its text at the terminal", async () => {
    const planted: DrillJournal = {
      ...openJournal("kill-server"),
      undo: { ...undoCalls["kill-server"], instanceId: "i-2", document: "Any\u001b[2J\n" },
    };
    local().write(journal);
    const { given, asked, bucket } = world(planted);
    await assert.rejects(restore(options, surroundingsWith(), given), (error) => {
      assert.ok(error instanceof NotRestoredError);
      const problems =
        "its document is Any\u{fffd}[2J\u{fffd}, not website-failover-prod-start-server; " +
        "its instance is i-2, not i-0a1b2c3d4e5f60718";
      assert.equal(error.message, misfit(problems));
      return true;
    });
    assert.deepEqual(asked(), ["s3 us-west-1 GetObject"]);
    assert.deepEqual([bucket.held(), local().read()], [{ [key]: planted }, journal]);
  });

  const replaced: DrillJournal = { ...journal, undo: { ...undoCalls["stop-instance"], instanceId: "i-1" } };

  it("refuses an instance that the stack does not name while it is there", async () => {
    const { given, bucket, instance } = world(replaced);
    await assert.rejects(restore(options, surroundingsWith(), given), (error) => {
      assert.ok(error instanceof NotRestoredError);
      assert.equal(error.message, misfit("its instance is i-1, not i-0a1b2c3d4e5f60718"));
      return true;
    });
    assert.deepEqual([bucket.held(), instance()], [{ [key]: replaced }, "stopped"]);
  });

  it("closes the drill whose instance a deployment has replaced, and does not call that restored", async () => {
    for (const [json, said] of [
      [
        false,
        "nothing left to restore: what stop-instance broke in prod is gone since; " +
          "the drill 2026-11-23T12:00:00.000Z-stop-instance is closed\n",
      ],
      [
        true,
        '{"event":"nothing-left","stack":"prod","fault":"stop-instance","drill":"2026-11-23T12:00:00.000Z-stop-instance"}\n',
      ],
    ] as const) {
      local().write(replaced);
      const { given, bucket, asked } = world(replaced, ({ command }) => {
        if (command === "DescribeInstances") throw awsError("InvalidInstanceID.NotFound");
      });
      const surroundings = surroundingsWith();
      assert.equal(await restore({ ...options, json }, surroundings, given), 0);
      assert.equal(surroundings.out(), said);
      if (json) publishedLines("restore", surroundings.out());
      assert.deepEqual(bucket.held()[key], { ...replaced, state: "closed", verdict: "interrupted" });
      assert.deepEqual(asked().slice(1, 3), [
        "ec2 us-east-1 DescribeInstances",
        "scheduler us-east-1 DeleteSchedule",
      ]);
      assert.equal(existsSync(local().path), false);
    }
  });

  it("keeps what this machine alone knows of a drill later than the bucket's", async () => {
    const startedAt = "2026-11-23T13:00:00.000Z";
    const later = { ...journal, startedAt, id: `${startedAt}-stop-instance` };
    local().write(later);
    const surroundings = surroundingsWith();
    const past: DrillJournal = { ...journal, state: "closed", verdict: "pass" };
    await assert.rejects(restore(options, surroundings, world(past).given), NotRestoredError);
    assert.deepEqual([surroundings.out(), local().read()], ["", later]);
  });

  it("refuses a stack without a switch before anything is read or changed", async () => {
    const { given, clients, asked } = world(journal);
    const unswitched = openedStack({ topology: { ...topology, operatorSwitch: null }, clients });
    const openStack = () => Promise.resolve(unswitched);
    await assert.rejects(restore(options, surroundingsWith(), { ...given, openStack }), {
      name: "UserError",
      message: "the stack prod has no switch, so nobody can have drilled it",
    });
    assert.deepEqual(asked(), []);
  });

  describe("without a world of the test's own", () => {
    const refusal = async (text: string) => {
      const outputs = join(stateHome, "outputs.json");
      writeFileSync(outputs, text);
      const error = await restore({ ...options, stack: "staging", outputs }, surroundingsWith()).catch(
        (reason: unknown) => reason as Error,
      );
      assert.ok(error instanceof Error);
      return `${error.name}: ${error.message.replace(outputs, "FILE")}`;
    };

    it("reads the outputs of a stack, or its topology alone", async () => {
      const read = "UserError: FILE: it is of the stack prod; add --stack prod, or name another file.";
      assert.equal(await refusal(JSON.stringify({ url: "http://www.example.com", topology })), read);
      assert.equal(await refusal(JSON.stringify(topology)), read);
    });

    it("refuses a file without one", async () => {
      assert.equal(
        await refusal("{}"),
        "UserError: FILE: the topology has no version, but must have version 3; deploy the stack with this program, or use the program that deployed it.",
      );
      assert.match(await refusal("{"), /^UserError: .*JSON/);
    });
  });
});
