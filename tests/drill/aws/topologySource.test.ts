import assert from "node:assert/strict";
import { findTopology, type TopologyPlaces, type TopologyRequest } from "../../../drill/aws/topologySource";
import { sampleTopology } from "./sampleTopology";

const topology = sampleTopology();
const bucket = { region: "us-west-1", bucketName: "the-switch", accountId: "123456789012" };
const remedy = "Give it with --outputs FILE (output of: pulumi stack output --json).";

/** Asks places that each have the topology, unless a test says otherwise. */
function found(request: Partial<TopologyRequest>, change: Partial<TopologyPlaces> = {}) {
  const asked: string[] = [];
  const places: TopologyPlaces = {
    readFile: () => Promise.resolve(JSON.stringify({ url: "http://www.example.com", topology })),
    pulumiTopology: () => Promise.resolve(topology),
    switchBucketOf: () => Promise.resolve(bucket),
    readKept: () => Promise.resolve(JSON.stringify(topology)),
    ...change,
  };
  const noted = Object.fromEntries(
    Object.entries(places).map(([name, call]: [string, (argument: never) => unknown]) => [
      name,
      (argument: never) => {
        asked.push(name);
        return call(argument);
      },
    ]),
  ) as unknown as TopologyPlaces;
  return findTopology({ stack: "prod", mayAskPulumi: true, ...request }, noted).then((result) => ({
    ...result,
    asked,
  }));
}

const failing = (message: string) => () => Promise.reject(new Error(message));

describe("drill/aws/topologySource", () => {
  it("takes the file that is named, with all outputs or the topology alone, and asks nothing else", async () => {
    const outputs = "out.json";
    const expected = { topology, from: outputs, asked: ["readFile"] };
    assert.deepEqual(await found({ outputs }), expected);
    const readFile = () => Promise.resolve(JSON.stringify(topology));
    assert.deepEqual(await found({ outputs }, { readFile }), expected);
  });

  it("refuses a file of another stack, no JSON, another version, and one that is not there", async () => {
    const outputs = "out.json";
    await assert.rejects(found({ outputs, stack: "staging" }), {
      message: "out.json: it is of the stack prod; add --stack prod, or name another file.",
    });
    await assert.rejects(found({ outputs }, { readFile: () => Promise.resolve("<html>") }), {
      message: /^out\.json: it is no JSON: /,
    });
    const old = JSON.stringify({ ...topology, version: 2 });
    await assert.rejects(found({ outputs }, { readFile: () => Promise.resolve(old) }), {
      message: /^out\.json: the topology has version 2, but must have version 3; /,
    });
    await assert.rejects(found({ outputs }, { readFile: failing("ENOENT: no such file") }), {
      message: "ENOENT: no such file",
    });
  });

  it("asks the Pulumi CLI where it may", async () => {
    assert.deepEqual(await found({}), { topology, from: "pulumi stack output", asked: ["pulumiTopology"] });
  });

  it("takes the copy beside the switch where the CLI may not be asked, or is not there", async () => {
    const from = "s3://the-switch/topology.json";
    assert.deepEqual(await found({ mayAskPulumi: false }), {
      topology,
      from,
      asked: ["switchBucketOf", "readKept"],
    });
    assert.deepEqual(await found({}, { pulumiTopology: () => Promise.resolve(null) }), {
      topology,
      from,
      asked: ["pulumiTopology", "switchBucketOf", "readKept"],
    });
  });

  it("says why the CLI has not given it", async () => {
    const { from } = await found({}, { pulumiTopology: failing("error: no stack named 'prod' found") });
    assert.equal(from, "s3://the-switch/topology.json (pulumi: error: no stack named 'prod' found)");
  });

  it("says where it has looked, and how to give it", async () => {
    const kept = "s3://the-switch/topology.json";
    for (const [change, message] of [
      [
        { switchBucketOf: () => Promise.resolve(null) },
        `the stack prod has no switch, beside which its topology would lie.\n${remedy}`,
      ],
      [
        { readKept: () => Promise.resolve(null) },
        `${kept} is not there: has the stack been deployed?\n${remedy}`,
      ],
      [{ readKept: failing("Access Denied") }, `${kept} cannot be read: Access Denied.\n${remedy}`],
      [{ switchBucketOf: failing("there is no stack prod.") }, "there is no stack prod."],
    ] as const)
      await assert.rejects(found({ mayAskPulumi: false }, change), { message });
  });
});
