import assert from "node:assert/strict";
import { attempts } from "../../site-watcher/attempts";
import { replicationLagSeconds } from "../../site-watcher/replicationLag";
import { shopPlan, shopWorld } from "./shopWorld";

const arrivals = "us-west-1/content-west/site-watcher/heartbeat";
const departures = "us-east-1/content-east/site-watcher/heartbeat";

async function lagWith(arrived: string | null, changes: Parameters<typeof shopWorld>[0] = {}) {
  const { world, ports } = shopWorld(changes);
  if (arrived !== null) world.objects.set(arrivals, arrived);
  const calls = attempts(1_000);
  const seconds = await replicationLagSeconds(shopPlan.content!, shopPlan.regions, ports, calls);
  return { seconds, failures: calls.failures, written: world.objects.get(departures) };
}

describe("site-watcher/replicationLag", () => {
  it("is the age of the newest heartbeat that has arrived, and the next one is on its way", async () => {
    assert.deepEqual(await lagWith("2026-03-01T11:58:45.500Z"), {
      seconds: 74.5,
      failures: [],
      written: "2026-03-01T12:00:00.000Z",
    });
  });

  it("is never negative, whatever the clocks say", async () => {
    assert.equal((await lagWith("2026-03-01T12:00:00.001Z")).seconds, 0);
  });

  it("cannot be told before the first heartbeat has arrived, or from what is none", async () => {
    const none = await lagWith(null);
    assert.deepEqual(
      [none.seconds, none.failures],
      [null, ["heartbeat on the backup's side: none has arrived"]],
    );
    const { seconds, failures } = await lagWith("soon");
    assert.deepEqual([seconds, failures], [null, ["heartbeat on the backup's side: it holds no time"]]);
  });

  it("is told while the primary's side is lost", async () => {
    const writeObject = () => Promise.reject(new Error("no route"));
    assert.deepEqual(await lagWith("2026-03-01T11:50:00Z", { writeObject }), {
      seconds: 600,
      failures: ["heartbeat on the primary's side: no route"],
      written: undefined,
    });
  });
});
