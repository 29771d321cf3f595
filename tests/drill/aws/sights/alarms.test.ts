import assert from "node:assert/strict";
import { alarmSights, unconfirmedSights } from "../../../../drill/aws/sights/alarms";
import { newLook } from "../../../../drill/aws/sights/look";
import { sampleTopology } from "../sampleTopology";
import { fakeWorld } from "./fakeWorld";

const topology = sampleTopology();
const topicArn = "arn:aws:sns:us-west-1:123456789012:alarms";
const look = () => newLook(new AbortController().signal);

describe("drill/aws/sights/alarms", () => {
  it("tells the alarms that are not OK, and those that are gone", async () => {
    const world = fakeWorld();
    assert.deepEqual(await alarmSights(topology, world, look()), []);
    world.alarms["us-east-1 primary-unhealthy"] = "ALARM";
    Reflect.deleteProperty(world.alarms, "us-west-1 watcher-silent");
    assert.deepEqual(await alarmSights(topology, world, look()), [
      { region: "us-east-1", name: "primary-unhealthy", state: "ALARM" },
      { region: "us-west-1", name: "watcher-silent", state: null },
    ]);
  });

  it("asks each region once, and tells one apart that does not answer", async () => {
    const asked: unknown[] = [];
    const alarms = [...topology.alarms, { region: "us-east-1", name: "both-unhealthy" }];
    const alarmStates = (region: string, names: readonly string[]) => {
      asked.push([region, names]);
      const states = names.map((name) => ({ name, state: "ALARM" }));
      return region === "us-east-1" ? Promise.reject(new Error("throttled")) : Promise.resolve(states);
    };
    const { see, unseen } = look();
    assert.deepEqual(await alarmSights({ alarms }, { alarmStates }, { see, unseen }), [
      { region: "us-west-1", name: "watcher-silent", state: "ALARM" },
    ]);
    assert.deepEqual(unseen, ["alarms in us-east-1: throttled"]);
    assert.deepEqual(asked, [
      ["us-east-1", ["primary-unhealthy", "both-unhealthy"]],
      ["us-west-1", ["watcher-silent"]],
    ]);
  });

  it("tells who has not confirmed, and which topic does not answer", async () => {
    const world = fakeWorld();
    assert.deepEqual(await unconfirmedSights(topology, world, look()), []);
    world.unconfirmed[topicArn] = ["ops@example.com"];
    assert.deepEqual(await unconfirmedSights(topology, world, look()), [
      { region: "us-west-1", topicArn, endpoint: "ops@example.com" },
    ]);
    Reflect.deleteProperty(world.unconfirmed, topicArn);
    const { see, unseen } = look();
    assert.deepEqual(await unconfirmedSights(topology, world, { see, unseen }), []);
    assert.deepEqual(unseen, [`subscriptions of ${topicArn}: it is gone`]);
  });
});
