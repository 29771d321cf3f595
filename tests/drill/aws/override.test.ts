import assert from "node:assert/strict";
import { override, type OverrideRequest } from "../../../drill/aws/override";
import { overrideNoteText, readOverrideNote, type OverrideNote } from "../../../drill/aws/overrideNote";
import { awsError } from "./fakeClients";
import { sampleTopology } from "./sampleTopology";
import { fakeNow, fakeWorld, type FakeWorld } from "./sights/fakeWorld";

const alice = "arn:aws:iam::123456789012:user/alice";
const token = "go-to-the-backup\n";
const switchHost = sampleTopology().operatorSwitch.fqdn;
const on: OverrideRequest = { action: "on", by: alice, reason: "drill", forSeconds: 5_400, isForced: false };
const off: OverrideRequest = { action: "off", by: alice, reason: null, forSeconds: null, isForced: false };
const openNote: OverrideNote = {
  by: "arn:aws:iam::123456789012:user/bob",
  since: "2026-03-01T10:00:00.000Z",
  reason: "us-east-1",
  until: "2026-03-01T11:00:00.000Z",
  endedAt: null,
  endedBy: null,
};

/** A world in which the switch does what it does: who is asked after it was turned answers accordingly. */
function switched(isOn: boolean): FakeWorld {
  const world = fakeWorld();
  if (isOn) world.bucket["force-backup"] = token;
  if (isOn) world.bucket["override.json"] = overrideNoteText(openNote);
  const page = { status: 200, body: token };
  return {
    ...world,
    fetchPage: (request, signal) =>
      request.url.endsWith("/force-backup") && "force-backup" in world.bucket
        ? Promise.resolve(page)
        : world.fetchPage(request, signal),
    askNameServer: () => Promise.resolve(["force-backup" in world.bucket ? "192.0.2.186" : "192.0.2.10"]),
  };
}

async function run(request: OverrideRequest, world: FakeWorld, signal = new AbortController().signal) {
  const heard: unknown[] = [];
  const outcome = await override(request, sampleTopology(), { ...world, objects: world.objects! }, signal, {
    onSwitched: (hasChanged) => heard.push(hasChanged),
    onAnswer: ({ server, site }) => heard.push(`${server} ${site ?? "-"}`),
  });
  return { outcome, heard };
}

const noteIn = ({ bucket }: FakeWorld) => readOverrideNote(bucket["override.json"]!);

describe("drill/aws/override", () => {
  it("puts the switch on with nothing but the token in public, and the reason out of sight", async () => {
    const world = switched(false);
    const { outcome, heard } = await run(on, world);
    assert.deepEqual(Object.keys(world.bucket), ["force-backup", "override.json"]);
    assert.equal(world.bucket["force-backup"], token);
    assert.deepEqual(noteIn(world), {
      by: alice,
      since: fakeNow,
      reason: "drill",
      until: "2026-03-01T13:30:00.000Z",
      endedAt: null,
      endedBy: null,
    });
    assert.deepEqual(heard, [
      true,
      "name server ns-1.example.net backup",
      "name server ns-2.example.net backup",
    ]);
    assert.deepEqual(outcome, {
      outcome: "done",
      hasChanged: true,
      warnings: [],
      hasCome: true,
      tookSeconds: 0,
      answers: ["ns-1", "ns-2"].map((name) => ({
        server: `name server ${name}.example.net`,
        isAuthoritative: true,
        addresses: ["192.0.2.186"],
        site: "backup",
      })),
    });
  });

  it("leaves since when it is on as it was, when it is put on again", async () => {
    const world = switched(true);
    const { outcome } = await run({ ...on, reason: null, forSeconds: null }, world);
    assert.equal(outcome.outcome === "done" && outcome.hasChanged, false);
    assert.deepEqual(noteIn(world), { ...openNote, by: alice });
  });

  it("puts the switch off and closes the note; once more changes nothing", async () => {
    const world = switched(true);
    const first = await run(off, world);
    const closed = { ...openNote, endedAt: fakeNow, endedBy: alice };
    assert.deepEqual(first.heard, [
      true,
      "name server ns-1.example.net primary",
      "name server ns-2.example.net primary",
    ]);
    assert.deepEqual([Object.keys(world.bucket), noteIn(world)], [["override.json"], closed]);
    const again = await run({ ...off, by: "arn:aws:iam::123456789012:user/carol" }, world);
    assert.equal(again.heard[0], false);
    assert.deepEqual(noteIn(world), closed);
  });

  it("begins a new note after one that is closed, or none at all", async () => {
    const world = switched(false);
    world.bucket["override.json"] = overrideNoteText({ ...openNote, endedAt: fakeNow, endedBy: alice });
    await run({ ...on, reason: null, forSeconds: null }, world);
    const expected = { by: alice, since: fakeNow, reason: null, until: null, endedAt: null, endedBy: null };
    assert.deepEqual(noteIn(world), expected);
    world.bucket["override.json"] = "scribble";
    await run({ ...on, reason: null, forSeconds: null }, world);
    assert.deepEqual(noteIn(world), expected);
  });

  const broken = { status: 503, body: "status=broken site=backup" };
  const newer = { status: 200, body: "status=ok content=v2" };
  for (const [title, request, pages, problem] of [
    [
      "on while the backup is unhealthy",
      on,
      { "192.0.2.186 /healthz": broken },
      "the backup is unhealthy at 192.0.2.186: status 503",
    ],
    [
      "off while the primary does not answer",
      off,
      { "192.0.2.10 /healthz": "connect ECONNREFUSED" },
      "the primary is unhealthy at 192.0.2.10: no answer: connect ECONNREFUSED",
    ],
    [
      "off while the sites serve different content",
      off,
      { "192.0.2.10 /healthz": newer },
      "the content of one site is stale: the primary serves v2, the backup v1",
    ],
  ] as const) {
    it(`refuses ${title}, unless it is forced`, async () => {
      const world = switched(request.action === "off");
      const before = { ...world.bucket };
      Object.assign(world.pages, pages);
      const { outcome, heard } = await run(request, world);
      assert.deepEqual([outcome, heard, world.bucket], [{ outcome: "refused", problem }, [], before]);
      const forced = await run({ ...request, isForced: true }, world);
      assert.equal(forced.outcome.outcome, "done");
    });
  }

  for (const [title, request, pages] of [
    ["on while the primary is down", on, { "192.0.2.10 /healthz": "timeout" }],
    ["off while the backup is down", off, { "192.0.2.186 /healthz": "timeout" }],
    [
      "off while a site does not state its content",
      off,
      { "192.0.2.186 /healthz": { status: 200, body: "status=ok" } },
    ],
  ] as const) {
    it(`goes ${title}`, async () => {
      const world = switched(request.action === "off");
      Object.assign(world.pages, pages);
      assert.equal((await run(request, world)).outcome.outcome, "done");
    });
  }

  it("needs no right to list: a note that is hidden counts as none", async () => {
    const world = switched(false);
    const read = () => Promise.reject(awsError("AccessDenied", "Access Denied"));
    const { outcome } = await run(on, { ...world, objects: { ...world.objects!, read } });
    assert.deepEqual(outcome.outcome === "done" && outcome.warnings, []);
    assert.equal(noteIn(world).since, fakeNow);
  });

  it("warns of a note that cannot be written, and of a switch that checkers cannot read", async () => {
    const world = switched(false);
    const put = (key: string, text: string, type: string, signal: AbortSignal) =>
      key === "override.json"
        ? Promise.reject(awsError("AccessDenied", "Access Denied"))
        : world.objects!.put(key, text, type, signal);
    const hidden = { status: 403, body: "AccessDenied" };
    const { outcome } = await run(on, {
      ...world,
      objects: { ...world.objects!, put },
      fetchPage: (request, signal) =>
        request.url === `https://${switchHost}/force-backup`
          ? Promise.resolve(hidden)
          : world.fetchPage(request, signal),
    });
    assert.deepEqual(outcome.outcome === "done" && outcome.warnings, [
      "it could not be noted in override.json: AccessDenied: Access Denied",
      "checkers cannot read the switch (status 403), so it counts as off: is public access to the bucket or the account blocked?",
    ]);
  });

  it("fails with what S3 refuses the switch with, before it says that anything was turned", async () => {
    const world = switched(false);
    const put = () => Promise.reject(awsError("AccessDenied", "Access Denied"));
    await assert.rejects(run(on, { ...world, objects: { ...world.objects!, put } }), {
      name: "AccessDenied",
    });
  });

  it("leaves the switch as it was put when it is interrupted", async () => {
    const stop = new AbortController();
    const world = { ...switched(false), askNameServer: () => Promise.resolve(["192.0.2.10"]) };
    const rejected = assert.rejects(run(on, world, stop.signal), { message: "stop" });
    await world.clock.advance(10);
    stop.abort(new Error("stop"));
    await rejected;
    assert.equal(world.bucket["force-backup"], token);
  });

  it("touches nothing when it was interrupted before", async () => {
    const world = switched(false);
    await assert.rejects(run(on, world, AbortSignal.abort(new Error("stop"))), { message: "stop" });
    assert.deepEqual(world.bucket, {});
  });
});
