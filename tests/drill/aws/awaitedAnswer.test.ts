import assert from "node:assert/strict";
import { awaitedAnswer } from "../../../drill/aws/awaitedAnswer";
import type { AnswerSight } from "../../../drill/aws/sights/answers";
import { sampleTopology } from "./sampleTopology";
import { fakeWorld } from "./sights/fakeWorld";

const primary = ["192.0.2.10"];
const backup = ["192.0.2.186"];

function waiting(signal = new AbortController().signal) {
  const world = fakeWorld();
  const heard: string[] = [];
  const onAnswer = ({ server, addresses, site }: AnswerSight) =>
    heard.push(`${server}: ${addresses?.join() ?? "-"} ${site ?? "-"}`);
  const ended = awaitedAnswer("backup", sampleTopology(), world, signal, onAnswer);
  return { world, heard, ended };
}

describe("drill/aws/awaitedAnswer", () => {
  it("waits until the last name server answers with the site, and tells each change", async () => {
    const { world, heard, ended } = waiting();
    await world.clock.advance(20);
    world.addresses["ns-1.example.net"] = backup;
    await world.clock.advance(3);
    world.addresses["ns-2.example.net"] = backup;
    await world.clock.advance(1);
    const { hasCome, tookSeconds } = await ended;
    assert.deepEqual({ hasCome, tookSeconds }, { hasCome: true, tookSeconds: 24 });
    assert.deepEqual(heard, [
      "name server ns-1.example.net: 192.0.2.10 primary",
      "name server ns-2.example.net: 192.0.2.10 primary",
      "name server ns-1.example.net: 192.0.2.186 backup",
      "name server ns-2.example.net: 192.0.2.186 backup",
    ]);
  });

  it("does not take a server that is silent, or answers with both sites, for one that has followed", async () => {
    const { world, heard, ended } = waiting();
    world.addresses["ns-1.example.net"] = "timeout";
    world.addresses["ns-2.example.net"] = [...backup, ...primary];
    // 60 s of the budget, and half a minute.
    await world.clock.advance(90);
    const { hasCome, tookSeconds, answers } = await ended;
    assert.deepEqual({ hasCome, tookSeconds }, { hasCome: false, tookSeconds: 90 });
    assert.deepEqual(
      answers.map(({ site }) => site),
      [null, null],
    );
    assert.deepEqual(heard.slice(2), [
      "name server ns-1.example.net: - -",
      "name server ns-2.example.net: 192.0.2.186,192.0.2.10 -",
    ]);
  });

  it("does not end before its limit", async () => {
    const { world, ended } = waiting();
    await world.clock.advance(89);
    world.addresses["ns-1.example.net"] = backup;
    world.addresses["ns-2.example.net"] = backup;
    await world.clock.advance(1);
    assert.equal((await ended).hasCome, true);
  });

  it("ends when it is told to", async () => {
    const stop = new AbortController();
    const { world, ended } = waiting(stop.signal);
    const rejected = assert.rejects(ended, { message: "stop" });
    await world.clock.advance(5);
    stop.abort(new Error("stop"));
    await rejected;
  });
});
