import assert from "node:assert/strict";
import { lastDrill } from "../../../../drill/aws/sights/lastDrill";
import { newLook } from "../../../../drill/aws/sights/look";
import { fakeWorld } from "./fakeWorld";

const told = {
  id: "2026-02-01T00:00:00Z-stop-instance",
  fault: "stop-instance",
  principal: "arn:aws:iam::123456789012:user/alice",
  startedAt: "2026-02-01T00:00:00Z",
};
const journal = {
  ...told,
  version: 1,
  state: "closed",
  stack: "prod",
  accountId: "123456789012",
  undoneAt: "2026-02-01T00:20:00Z",
  undo: { operation: "ec2:StartInstances", region: "us-east-1", instanceId: "i-0123456789abcdef0" },
  schedule: { region: "us-east-1", name: "undo" },
  verdict: "pass",
};

async function seen(text: string | null) {
  const world = fakeWorld();
  if (text !== null) world.bucket["drills/journal.json"] = text;
  const look = newLook(new AbortController().signal);
  return { drill: await lastDrill(world, look), unseen: look.unseen };
}

describe("drill/aws/sights/lastDrill", () => {
  it("tells the verdict of a drill that is over, and none of one in progress", async () => {
    const closed = await seen(JSON.stringify(journal));
    assert.deepEqual(closed, { drill: { ...told, verdict: "pass" }, unseen: [] });
    const open = await seen(JSON.stringify({ ...journal, state: "open", verdict: null }));
    assert.deepEqual(open, { drill: { ...told, verdict: null }, unseen: [] });
  });

  it("knows of none where there is no journal, or no bucket", async () => {
    assert.deepEqual(await seen(null), { drill: null, unseen: [] });
    const look = newLook(new AbortController().signal);
    assert.equal(await lastDrill({ objects: null }, look), null);
    assert.deepEqual(look.unseen, []);
  });

  it("says when the journal is none", async () => {
    const { drill, unseen } = await seen("{}");
    assert.deepEqual([drill, unseen], [null, ["the drills' journal: drills/journal.json is no journal"]]);
  });
});
