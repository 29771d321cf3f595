import assert from "node:assert/strict";
import type { AwsFlags } from "../../cli/awsFlags";
import type { OpenedStack } from "../../cli/awsStack";
import { status } from "../../cli/status";
import type { Reach } from "../../drill/aws/sights/world";
import { fakeWorld, type FakeWorld } from "../drill/aws/sights/fakeWorld";
import { fakeSurroundings } from "./fakeSurroundings";
import { openedStack } from "./openedStack";

const flags: AwsFlags = { stack: "prod", speed: 1, json: true };

async function run(options: AwsFlags, world: FakeWorld = fakeWorld(), stack: OpenedStack = openedStack()) {
  const surroundings = fakeSurroundings();
  const asked: unknown[] = [];
  const reaches: Reach[] = [];
  const exitCode = await status(options, surroundings, {
    openStack: (_options, _surroundings, how) => {
      asked.push(how);
      return Promise.resolve(stack);
    },
    worldOf: (_clients, _topology, reach, speed) => {
      reaches.push(reach);
      asked.push(speed);
      return world;
    },
  });
  return { exitCode, asked, reaches, out: surroundings.out(), err: surroundings.err() };
}

interface Told {
  readonly isWell: boolean;
  readonly unseen: readonly string[];
}

describe("cli/status", () => {
  it("ends with 0 where all is well, and says so in one JSON object", async () => {
    const { exitCode, asked, out, err } = await run({ ...flags, speed: 3 });
    assert.deepEqual([exitCode, asked, err], [0, [{ mayAskPulumi: true }, 3], ""]);
    assert.equal(out.split("\n").length, 2);
    assert.equal((JSON.parse(out) as Told).isWell, true);
  });

  it("tells people the same", async () => {
    const { exitCode, out } = await run({ ...flags, json: false });
    assert.equal(exitCode, 0);
    assert.match(out, /\nWELL: everything is healthy, and known\.\n$/);
  });

  it("ends with 1 where something is unhealthy", async () => {
    const world = fakeWorld();
    world.pages["192.0.2.10 /healthz"] = { status: 503, body: "" };
    assert.equal((await run(flags, world)).exitCode, 1);
  });

  it("ends with 1 where it is not known who is calling, and looks at the rest", async () => {
    const stack = openedStack({ caller: { problem: "ExpiredToken: expired" } });
    const { exitCode, out } = await run(flags, fakeWorld(), stack);
    const { unseen } = JSON.parse(out) as Told;
    assert.deepEqual([exitCode, unseen], [1, ["the caller's account: ExpiredToken: expired"]]);
  });

  it("reaches the stack as the flags say", async () => {
    const { reaches } = await run({ ...flags, nameServer: "127.0.0.1:5300", resolver: ["127.0.0.1:5301"] });
    assert.deepEqual(
      reaches.map(({ nameServers, resolvers }) => [nameServers, resolvers]),
      [[["127.0.0.1:5300"], ["127.0.0.1:5301"]]],
    );
  });
});
