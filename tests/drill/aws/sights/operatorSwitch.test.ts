import assert from "node:assert/strict";
import { overrideNoteText } from "../../../../drill/aws/overrideNote";
import { newLook } from "../../../../drill/aws/sights/look";
import { switchRequest, switchSight } from "../../../../drill/aws/sights/operatorSwitch";
import { sampleTopology } from "../sampleTopology";
import { fakeNow, fakeWorld, type FakeWorld } from "./fakeWorld";

const { operatorSwitch } = sampleTopology();
const ready = `${operatorSwitch.fqdn} /switch-ready`;
const forced = `${operatorSwitch.fqdn} /force-backup`;
const page = (status: number, body = "") => ({ status, body });
const on = page(200, "go-to-the-backup\n");
const note = {
  by: "arn:aws:iam::123456789012:user/alice",
  since: "2026-03-01T10:00:00.000Z",
  reason: "us-east-1",
  until: fakeNow,
  endedAt: null,
  endedBy: null,
};

async function seen(world: FakeWorld) {
  const look = newLook(new AbortController().signal);
  const sight = await switchSight(operatorSwitch, world, look);
  return { sight, unseen: look.unseen };
}

describe("drill/aws/sights/operatorSwitch", () => {
  it("is off where the object is not there and the canary is", async () => {
    const sight = { isOn: false, isReadable: true, note: null, isLeftOver: false };
    assert.deepEqual(await seen(fakeWorld()), { sight, unseen: [] });
  });

  for (const [title, pages, isOn, isReadable] of [
    ["on where the object holds the token", { [forced]: on }, true, true],
    ["on even where the canary is gone", { [forced]: on, [ready]: page(404) }, true, false],
    ["off at 404", { [forced]: page(404) }, false, true],
    ["unknown where nothing can be read", { [ready]: page(403) }, null, false],
    ["unknown where S3 answers something else", { [forced]: page(503) }, null, true],
    ["unknown where the object holds something else", { [forced]: page(200, "stay\n") }, null, true],
    ["not readable by a canary without the token", { [ready]: page(200, "hello") }, null, false],
  ] as const) {
    it(`is ${title}`, async () => {
      const world = fakeWorld();
      Object.assign(world.pages, pages);
      const { sight } = await seen(world);
      assert.deepEqual([sight.isOn, sight.isReadable], [isOn, isReadable]);
    });
  }

  it("is unknown where S3 does not answer, and says so", async () => {
    const world = fakeWorld();
    Object.assign(world.pages, { [forced]: "timeout", [ready]: "timeout" });
    assert.deepEqual(await seen(world), {
      sight: { isOn: null, isReadable: null, note: null, isLeftOver: false },
      unseen: ["the switch's canary: timeout", "the switch: timeout"],
    });
  });

  for (const [title, change, isOn, isLeftOver] of [
    ["is not left over in its last millisecond", {}, true, false],
    ["is left over after that", { until: "2026-03-01T11:59:59.999Z" }, true, true],
    ["is not left over once it is off", { until: "2026-03-01T11:59:59.999Z" }, false, false],
    [
      "is not left over by a note that is closed",
      { until: "2026-03-01T11:00:00.000Z", endedAt: fakeNow },
      true,
      false,
    ],
    ["is not left over where nobody has said until when", { until: null }, true, false],
  ] as const) {
    it(title, async () => {
      const world = fakeWorld();
      if (isOn) world.pages[forced] = on;
      world.bucket["override.json"] = overrideNoteText({ ...note, ...change });
      const { sight } = await seen(world);
      assert.deepEqual(sight, { isOn, isReadable: true, note: { ...note, ...change }, isLeftOver });
    });
  }

  it("says when a note cannot be read", async () => {
    const world = fakeWorld();
    world.bucket["override.json"] = "{}";
    assert.deepEqual((await seen(world)).unseen, [
      "the switch's note: override.json is no note of an override",
    ]);
  });

  it("is read by HTTPS, from what stands in for S3 too", () => {
    const { reach } = fakeWorld();
    assert.deepEqual(switchRequest(operatorSwitch, "force-backup", reach), {
      url: `https://${operatorSwitch.fqdn}/force-backup`,
    });
    const connectTo = { address: "127.0.0.1", port: 5000 };
    assert.deepEqual(switchRequest(operatorSwitch, "force-backup", { ...reach, standIn: () => connectTo }), {
      url: `https://${operatorSwitch.fqdn}/force-backup`,
      connectTo,
    });
  });
});
