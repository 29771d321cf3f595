import assert from "node:assert/strict";
import { override, type OverrideOptions } from "../../cli/override";
import type { OpenedStack } from "../../cli/awsStack";
import { overrideNoteText } from "../../drill/aws/overrideNote";
import { sampleTopology } from "../drill/aws/sampleTopology";
import { fakeWorld, type FakeWorld } from "../drill/aws/sights/fakeWorld";
import { fakeSurroundings } from "./fakeSurroundings";
import { publishedLines } from "./publishedLines";
import { openedStack } from "./openedStack";

const flags: OverrideOptions = { action: "on", stack: "prod", speed: 1, json: false, force: false };
const { fqdn } = sampleTopology().operatorSwitch;

/** A world in which the name servers follow the switch at once. */
function following(): FakeWorld {
  const world = fakeWorld();
  return {
    ...world,
    askNameServer: () => Promise.resolve(["force-backup" in world.bucket ? "192.0.2.186" : "192.0.2.10"]),
    fetchPage: (request, signal) =>
      request.url.endsWith("/force-backup") && "force-backup" in world.bucket
        ? Promise.resolve({ status: 200, body: "go-to-the-backup\n" })
        : world.fetchPage(request, signal),
  };
}

function start(
  options: Partial<OverrideOptions>,
  world: FakeWorld,
  stack: OpenedStack = openedStack(),
  signal = new AbortController().signal,
) {
  const surroundings = fakeSurroundings({ signal });
  const asked: unknown[] = [];
  const ended = override({ ...flags, ...options }, surroundings, {
    openStack: (_options, _surroundings, how) => {
      asked.push(how);
      return Promise.resolve(stack);
    },
    worldOf: () => world,
  });
  return { ended, surroundings, asked };
}

async function run(options: Partial<OverrideOptions>, world: FakeWorld, stack?: OpenedStack) {
  const { ended, surroundings, asked } = start(options, world, stack);
  return { exitCode: await ended, asked, out: surroundings.out(), err: surroundings.err() };
}

describe("cli/override", () => {
  it("puts the switch on and says what the name servers answer, without asking Pulumi", async () => {
    assert.deepEqual(await run({ reason: "drill" }, following()), {
      exitCode: 0,
      asked: [{ mayAskPulumi: false }],
      out: `The switch of stack prod, by outputs.json
The switch is on.
  name server ns-1.example.net answers www.example.com with 192.0.2.186, the backup
  name server ns-2.example.net answers www.example.com with 192.0.2.186, the backup
DONE: every name server answers www.example.com with the backup, after 0 s. Resolvers follow within the TTL.
`,
      err: "",
    });
  });

  it("says when it was on before", async () => {
    const world = following();
    world.bucket["force-backup"] = "go-to-the-backup\n";
    const { exitCode, out } = await run({}, world);
    assert.equal(exitCode, 0);
    assert.match(out, /^The switch is on, as it was\.$/m);
  });

  it("tells scripts each step as a line of JSON", async () => {
    const { exitCode, out } = await run({ action: "off", json: true }, following());
    const answers = ["ns-1", "ns-2"].map((name) => ({
      server: `name server ${name}.example.net`,
      isAuthoritative: true,
      addresses: ["192.0.2.10"],
      site: "primary",
    }));
    const done = { outcome: "done", hasChanged: false, warnings: [], hasCome: true, tookSeconds: 0, answers };
    assert.equal(exitCode, 0);
    assert.deepEqual(publishedLines("override", out), [
      { event: "switched", action: "off", hasChanged: false },
      ...answers.map((answer) => ({ event: "answer", ...answer })),
      { event: "override", action: "off", stack: "prod", ...done },
    ]);
  });

  it("ends with 1 where it is refused", async () => {
    const world = following();
    world.pages["192.0.2.186 /healthz"] = { status: 503, body: "" };
    const { exitCode, out } = await run({}, world);
    assert.deepEqual(
      [exitCode, out],
      [
        1,
        `The switch of stack prod, by outputs.json
REFUSED: the backup is unhealthy at 192.0.2.186: status 503.
Nothing was changed. --force turns the switch on all the same.
`,
      ],
    );
    assert.equal((await run({ force: true }, world)).exitCode, 0);
  });

  it("ends with 1 where the name servers do not follow, with what may be the reason", async () => {
    const world = { ...fakeWorld() };
    const { ended, surroundings } = start({}, world);
    await world.clock.advance(90);
    assert.equal(await ended, 1);
    assert.equal(
      surroundings.out().split("\n").slice(2).join("\n"),
      `  name server ns-1.example.net answers www.example.com with 192.0.2.10, the primary
  name server ns-2.example.net answers www.example.com with 192.0.2.10, the primary
warning: checkers cannot read the switch (status 403), so it counts as off: is public access to the bucket or the account blocked?
NOT DONE: the switch is on, but after 90 s the backup is not what these answer: name server ns-1.example.net, name server ns-2.example.net.
`,
    );
  });

  it("says how the switch stays when it is interrupted", async () => {
    const stop = new AbortController();
    const world = fakeWorld();
    const { ended, surroundings } = start({}, world, openedStack(), stop.signal);
    const rejected = assert.rejects(ended, { message: "stop" });
    await world.clock.advance(5);
    stop.abort(new Error("stop"));
    await rejected;
    assert.equal(surroundings.err(), "Interrupted: the switch stays on.\n");
    const before = start({}, fakeWorld(), openedStack(), AbortSignal.abort(new Error("stop")));
    await assert.rejects(before.ended, { message: "stop" });
    assert.equal(
      before.surroundings.err(),
      "Interrupted: failover override status tells how the switch is.\n",
    );
  });

  it("says what S3 refuses the switch with", async () => {
    const world = following();
    const put = () => Promise.reject(Object.assign(new Error("Access Denied"), { name: "AccessDenied" }));
    await assert.rejects(run({}, { ...world, objects: { ...world.objects!, put } }), {
      name: "Error",
      message: "the switch could not be put on: AccessDenied: Access Denied",
    });
  });

  it("touches nothing where it is not known who is calling, or where there is no switch", async () => {
    const world = following();
    await assert.rejects(run({}, world, openedStack({ caller: { problem: "ExpiredToken: expired" } })), {
      name: "UserError",
      message: "the account cannot be told, so nothing was touched: ExpiredToken: expired",
    });
    const topology = { ...sampleTopology(), operatorSwitch: null };
    await assert.rejects(run({}, world, openedStack({ topology })), {
      name: "UserError",
      message: "the stack prod has no switch: set operatorSwitch.enabled in Pulumi.prod.yaml and deploy it.",
    });
    assert.deepEqual(world.bucket, {});
  });

  for (const [options, message] of [
    [{ action: "off", reason: "drill" }, "--reason and --for belong to override on, not to off."],
    [{ action: "status", forSeconds: 60 }, "--reason and --for belong to override on, not to status."],
    [{ action: "status", force: true }, "--force belongs to override on and off, not to status."],
  ] as const) {
    it(`refuses ${JSON.stringify(options)}`, async () => {
      await assert.rejects(run(options, following()), { name: "UserError", message });
    });
  }

  describe("status", () => {
    const note = {
      by: "arn:aws:iam::123456789012:user/alice",
      since: "2026-03-01T10:00:00.000Z",
      reason: null,
      until: null,
      endedAt: null,
      endedBy: null,
    };

    it("tells a switch that is off", async () => {
      const { exitCode, out } = await run({ action: "status" }, fakeWorld());
      assert.deepEqual([exitCode, out], [0, "off; readable by checkers: yes\n"]);
    });

    it("tells a switch that is on, since when, why, and by whom", async () => {
      const world = following();
      world.bucket["force-backup"] = "go-to-the-backup\n";
      world.bucket["override.json"] = overrideNoteText(note);
      const { exitCode, out } = await run({ action: "status" }, world);
      assert.equal(exitCode, 0);
      assert.equal(
        out,
        `ON; readable by checkers: yes\nsince ${note.since}, nobody has said until when\nby ${note.by}: no reason given\n`,
      );
    });

    it("ends with 1 where the switch is left over, or cannot be seen", async () => {
      const world = following();
      world.bucket["force-backup"] = "go-to-the-backup\n";
      const until = "2026-03-01T11:00:00.000Z";
      world.bucket["override.json"] = overrideNoteText({ ...note, until });
      const late = await run({ action: "status", json: true }, world);
      assert.equal(late.exitCode, 1);
      assert.deepEqual(publishedLines("override", late.out), [
        {
          event: "switch",
          stack: "prod",
          isOn: true,
          isReadable: true,
          note: { ...note, until },
          isLeftOver: true,
          unseen: [],
        },
      ]);
      const blind = fakeWorld();
      blind.pages[`${fqdn} /switch-ready`] = "timeout";
      const { exitCode, out } = await run({ action: "status" }, blind);
      assert.deepEqual(
        [exitCode, out],
        [1, "unknown; readable by checkers: unknown\nnot seen: the switch's canary: timeout\n"],
      );
    });
  });
});
