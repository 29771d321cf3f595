import assert from "node:assert/strict";
import { resolve } from "node:path";
import { serveSource } from "../../cli/serveSource";
import { shopTopology, switchedTopology } from "../support/shopTopology";
import { dumpFolder, healthChecks, recordSets } from "./answerDumps";

const projectDirectory = resolve(__dirname, "../..");

/** Reads a source; a stack's topology is the sample shop's, with another aggregation delay than the usual one. */
function source(from: { stack?: string; records?: string; checks?: string }) {
  const budget = { ...shopTopology.budget, aggregationSeconds: 7 };
  const topologyOf = (stack: string, directory: string) => {
    assert.deepEqual([stack, directory], ["prod", projectDirectory]);
    return Promise.resolve({ ...shopTopology, budget });
  };
  return serveSource(from, { projectDirectory }, topologyOf);
}

describe("cli/serveSource", () => {
  const { pathOf, remove } = dumpFolder({ "broken.json": "{}" });
  after(remove);

  it("is what the program of a stack declares, with the delay that its settings assume", async () => {
    assert.deepEqual(await source({ stack: "prod" }), {
      zone: shopTopology.zone,
      checks: shopTopology.healthChecks,
      aggregationSeconds: 7,
      switchCheckId: null,
    });
  });

  it("knows the check of a stack's switch", async () => {
    const topologyOf = () => Promise.resolve(switchedTopology);
    const { switchCheckId } = await serveSource({ stack: "prod" }, { projectDirectory }, topologyOf);
    assert.equal(switchCheckId, "hc-switch");
  });

  it("is two dumps of the AWS CLI, with 3 s of delay", async () => {
    const files = { records: pathOf("zone.json"), checks: pathOf("checks.json") };
    const { zone, checks, aggregationSeconds, switchCheckId } = await source(files);
    assert.deepEqual([zone.name, zone.recordSets, checks], ["example.com.", recordSets, healthChecks]);
    assert.deepEqual([aggregationSeconds, switchCheckId], [3, null]);
  });

  const either = "give either --stack, or --records and --checks.";
  for (const [title, from, message] of [
    ["nothing", {}, either],
    ["records alone", { records: "zone.json" }, either],
    ["checks alone", { checks: "checks.json" }, either],
    ["a stack and records", { stack: "prod", records: "zone.json" }, either],
    ["a stack and both dumps", { stack: "prod", records: "zone.json", checks: "checks.json" }, either],
    [
      "a dump that is none",
      { records: pathOf("broken.json"), checks: pathOf("checks.json") },
      `${pathOf("broken.json")}: ResourceRecordSets must be a list, as the AWS CLI prints it.`,
    ],
    [
      "a stack without a file",
      { stack: "prd" },
      "there is no stack prd. Did you mean prod?\nStack files here: Pulumi.prod.yaml, Pulumi.staging.yaml",
    ],
  ] as const) {
    it(`refuses ${title}`, async () => {
      await assert.rejects(source(from), { name: "UserError", message });
    });
  }
});
