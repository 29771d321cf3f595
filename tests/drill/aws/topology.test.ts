import assert from "node:assert/strict";
import { parseAwsTopology } from "../../../drill/aws/topology";
import { sampleTopology } from "./sampleTopology";

const topology = sampleTopology();

describe("drill/aws/topology", () => {
  it("reads the topology of a stack, with a switch or without", () => {
    assert.deepEqual(parseAwsTopology(JSON.parse(JSON.stringify(topology)), "out.json"), topology);
    const without = { ...topology, operatorSwitch: null };
    assert.deepEqual(parseAwsTopology(without, "out.json"), without);
  });

  it("refuses another version, or none", () => {
    const remedy = "deploy the stack with this program, or use the program that deployed it.";
    for (const [document, given] of [
      [{ ...topology, version: 2 }, "version 2"],
      [{ ...topology, version: "3" }, 'version "3"'],
      [{}, "no version"],
      [null, "no version"],
    ] as const) {
      assert.throws(() => parseAwsTopology(document, "out.json"), {
        message: `out.json: the topology has ${given}, but must have version 3; ${remedy}`,
      });
    }
  });

  it("names each member that is wrong, on a line of its own", () => {
    const wrong = { ...topology, accountId: "12345678901", stack: "" };
    assert.throws(
      () => parseAwsTopology(wrong, "out.json"),
      ({ message }: Error) => {
        const members = message.split("\n").map((line) => line.split(": ").slice(0, 2).join(": "));
        assert.deepEqual(members, ["out.json: stack", "out.json: accountId"]);
        return true;
      },
    );
  });
});
