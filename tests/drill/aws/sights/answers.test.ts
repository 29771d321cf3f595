import assert from "node:assert/strict";
import { answerSights } from "../../../../drill/aws/sights/answers";
import { newLook } from "../../../../drill/aws/sights/look";
import { sampleTopology } from "../sampleTopology";
import { fakeWorld, type FakeWorld } from "./fakeWorld";

async function seen(world: FakeWorld) {
  const look = newLook(new AbortController().signal);
  const sights = await answerSights(sampleTopology(), world, look);
  return {
    rows: sights.map(({ server, isAuthoritative, site }) => [server, isAuthoritative, site]),
    sights,
    look,
  };
}

describe("drill/aws/sights/answers", () => {
  it("asks each name server of the zone, and this machine's resolver", async () => {
    const { rows } = await seen(fakeWorld());
    assert.deepEqual(rows, [
      ["name server ns-1.example.net", true, "primary"],
      ["name server ns-2.example.net", true, "primary"],
      ["this machine's resolver", false, "primary"],
    ]);
  });

  it("asks the servers and resolvers that are given instead", async () => {
    const world = fakeWorld();
    world.addresses["127.0.0.1:5300"] = ["192.0.2.186"];
    world.addresses["192.0.2.53"] = ["192.0.2.1"];
    const reach = { ...world.reach, nameServers: ["127.0.0.1:5300"], resolvers: ["192.0.2.53"] };
    assert.deepEqual((await seen({ ...world, reach })).rows, [
      ["name server 127.0.0.1:5300", true, "backup"],
      ["resolver 192.0.2.53", false, null],
    ]);
  });

  it("knows no site by two addresses, and nothing of a server that is silent", async () => {
    const world = fakeWorld();
    world.addresses["ns-1.example.net"] = ["192.0.2.10", "192.0.2.186"];
    world.addresses["ns-2.example.net"] = "queryA ETIMEOUT www.example.com";
    const { sights, look } = await seen(world);
    assert.deepEqual(
      sights.map(({ addresses, site }) => [addresses, site]),
      [
        [["192.0.2.10", "192.0.2.186"], null],
        [null, null],
        [["192.0.2.10"], "primary"],
      ],
    );
    assert.deepEqual(look.unseen, ["name server ns-2.example.net: queryA ETIMEOUT www.example.com"]);
  });
});
