import assert from "node:assert/strict";
import { DumpFiles } from "../../cli/answerFiles";
import { questionOf } from "../../cli/answerQuestion";
import { replyTo } from "../../cli/answerReply";
import { address } from "../route53/zones";
import { checksDump, dumpFolder, recordSets, wwwReply, zoneDump } from "./answerDumps";

describe("cli/answerReply", () => {
  const byDistance = { SetIdentifier: "eu", GeoProximityLocation: { AWSRegion: "eu-west-1" } };
  const { folder, remove } = dumpFolder({
    "distance.json": zoneDump([...recordSets, address("far", "192.0.2.50", byDistance)]),
    "inverted.json": checksDump([
      { Id: "hc-1", HealthCheckConfig: { Type: "TCP", Inverted: true } },
      { Id: "hc-2", HealthCheckConfig: { Type: "TCP", Disabled: true } },
    ]),
    "none.json": checksDump([]),
    "plain.json": zoneDump([address("plain", "192.0.2.60")]),
  });
  after(remove);

  function ask(label: string, more: object = {}) {
    const question = { records: "zone.json", checks: "checks.json", name: `${label}.example.com`, type: "A" };
    return replyTo(questionOf({ ...question, ...more }), new DumpFiles(folder));
  }

  async function dataOf(label: string, more: object) {
    const { outcomes } = await ask(label, more);
    return outcomes.flatMap(({ answers }) => answers.map(({ data }) => data));
  }

  it("has the form of the contract, without warnings where there are none", async () => {
    assert.deepEqual(await ask("WWW"), wwwReply);
    assert.deepEqual(Object.keys(await ask("www")), ["name", "type", "outcomes"]);
  });

  it("names a wildcard as Route 53 lists it", async () => {
    const { name, outcomes } = await ask("*");
    assert.deepEqual([name, outcomes[0]?.rcode], ["\\052.example.com.", "NXDOMAIN"]);
  });

  const primary = "192.0.2.10";
  const backup = "198.51.100.20";
  for (const [label, more, data] of [
    ["www", { status: { "hc-1": "healthy" } }, primary],
    ["www", { status: { "hc-1": "unhealthy" } }, backup],
    ["www", { status: { "hc-1": "unhealthy", "hc-2": "unhealthy" } }, primary],
    ["www", { checks: "inverted.json" }, backup],
    ["www", { checks: "inverted.json", status: { "hc-1": "unhealthy" } }, primary],
    ["www", { checks: "inverted.json", status: { "hc-2": "unhealthy" } }, backup],
    ["app", {}, "lb.elb.amazonaws.com."],
    ["app", { target: { "lb.elb.amazonaws.com": "healthy" } }, "lb.elb.amazonaws.com."],
    ["app", { target: { "LB.elb.amazonaws.com.": "unhealthy" } }, "198.51.100.30"],
    ["near", {}, "192.0.2.41"],
    ["near", { location: { country: "DE" } }, "192.0.2.40"],
    ["near", { location: { country: "FR" } }, "192.0.2.41"],
  ] as const) {
    it(`answers ${label} ${JSON.stringify(more)} with ${data}`, async () => {
      assert.deepEqual(await dataOf(label, more), [data]);
    });
  }

  it("warns of what another answer of the zone would depend on", async () => {
    const { warnings } = await ask("www", { records: "distance.json", checks: "none.json" });
    assert.deepEqual(warnings, [
      "www.example.com. A (www-primary): health check hc-1 is not in the list and counts as healthy.",
      "www.example.com. A (www-backup): health check hc-2 is not in the list and counts as healthy.",
      "far.example.com. A (eu): geoproximity routing is not modelled.",
    ]);
  });

  const noCheck = (id: string) => `status ${id}: checks.json has no such health check.`;
  const noTarget = (name: string, file = "zone.json") =>
    `target ${name}: no alias in ${file} leads there, out of the zone.`;
  for (const [title, more, ...problems] of [
    ["an unknown check", { status: { "hc-11": "healthy" } }, `${noCheck("hc-11")} Did you mean hc-1?`],
    [
      "a check that is not listed, although a set uses it",
      { checks: "none.json", status: { "hc-1": "healthy" } },
      "status hc-1: none.json has no such health check.",
    ],
    [
      "a status of a CALCULATED check",
      { status: { both: "unhealthy" } },
      "status both: a CALCULATED check follows its children: state their status instead.",
    ],
    [
      "an unknown target",
      { target: { "lbx.elb.amazonaws.com": "healthy" } },
      `${noTarget("lbx.elb.amazonaws.com.")} Did you mean lb.elb.amazonaws.com.?`,
    ],
    [
      "a target in the zone",
      { target: { "primary.example.com": "healthy" } },
      `${noTarget("primary.example.com.")} Did you mean lb.elb.amazonaws.com.?`,
    ],
    [
      "a target where there is none",
      { records: "plain.json", target: { "lb.elb.amazonaws.com": "healthy" } },
      noTarget("lb.elb.amazonaws.com.", "plain.json"),
    ],
    [
      "all of it at once",
      { status: { "hc-3": "healthy" }, target: { "a.b": "healthy" } },
      `${noCheck("hc-3")} Did you mean hc-1?`,
      `${noTarget("a.b.")} Did you mean lb.elb.amazonaws.com.?`,
    ],
  ] as const) {
    it(`refuses ${title}`, async () => {
      await assert.rejects(ask("www", more), { name: "UserError", message: problems.join("\n") });
    });
  }

  it("refuses a policy that is not modelled where the question meets it", async () => {
    await assert.rejects(ask("far", { records: "distance.json" }), {
      name: "UserError",
      message: "distance.json: far.example.com. A (eu): geoproximity routing is not modelled.",
    });
  });
});
