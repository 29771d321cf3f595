import assert from "node:assert/strict";
import { rehearsalCloud } from "../../drill/cloud";
import type { RehearsalEvent } from "../../rehearsal/events";
import { shopTopology } from "../support/shopTopology";
import { addresses } from "./shopEvents";

describe("drill/cloud", () => {
  it("brings the topology to life on loopback, and hands its events on", async () => {
    let seen: (event: RehearsalEvent) => void = () => undefined;
    const firstAnswer = new Promise<readonly string[]>((resolve) => {
      seen = (event) => {
        if (event.event === "answer") resolve(event.addresses);
      };
    });
    const cloud = await rehearsalCloud({ topology: shopTopology, speed: 10, seed: 1 })((event) => {
      seen(event);
    });
    try {
      assert.deepEqual(await firstAnswer, [addresses.primary]);
    } finally {
      await cloud.stop();
    }
  }).timeout(30_000);
});
