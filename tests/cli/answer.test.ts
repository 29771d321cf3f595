import assert from "node:assert/strict";
import { answer, type AnswerOptions } from "../../cli/answer";
import { dumpFolder, recordSets, wwwReply, zoneDump } from "./answerDumps";
import { fakeSurroundings } from "./fakeSurroundings";

describe("cli/answer", () => {
  const unlisted = recordSets.map((set) => (set.HealthCheckId ? { ...set, HealthCheckId: "hc-9" } : set));
  const { pathOf, remove } = dumpFolder({
    "unlisted.json": zoneDump(unlisted),
    "batch.ndjson":
      '{"records":"zone.json","checks":"checks.json","name":"www.example.com","type":"A"}\n{}\n',
  });
  after(remove);

  const www: AnswerOptions = {
    records: pathOf("zone.json"),
    checks: pathOf("checks.json"),
    name: "WWW.example.com",
    type: "A",
    json: true,
  };

  async function run(options: AnswerOptions) {
    const surroundings = fakeSurroundings();
    const exitCode = await answer(options, surroundings);
    return { exitCode, out: surroundings.out(), err: surroundings.err() };
  }

  it("prints one JSON object with --json", async () => {
    assert.deepEqual(await run(www), { exitCode: 0, out: `${JSON.stringify(wwwReply)}\n`, err: "" });
  });

  it("prints a table without it", async () => {
    assert.deepEqual(await run({ ...www, json: false, status: { "hc-1": "unhealthy" } }), {
      exitCode: 0,
      out: [
        "www.example.com. A",
        "",
        "    100 %  NOERROR   A 198.51.100.20, TTL 20 s",
        "                     from www.example.com. A (www-backup)",
        "                       -> backup.example.com. A",
        "",
      ].join("\n"),
      err: "",
    });
  });

  it("warns beside the table, and within the JSON", async () => {
    const warnings = ["www-primary", "www-backup"].map(
      (id) => `www.example.com. A (${id}): health check hc-9 is not in the list and counts as healthy.`,
    );
    const { err } = await run({ ...www, records: pathOf("unlisted.json"), json: false });
    assert.equal(err, warnings.map((warning) => `warning: ${warning}\n`).join(""));
    const json = await run({ ...www, records: pathOf("unlisted.json") });
    assert.deepEqual(
      { out: JSON.parse(json.out) as unknown, err: json.err },
      { out: { ...wwwReply, warnings }, err: "" },
    );
  });

  it("takes an answer of NXDOMAIN for an answer", async () => {
    const { exitCode, out } = await run({ ...www, name: "gone.example.com", json: false });
    assert.deepEqual([exitCode, out], [0, "gone.example.com. A\n\n    100 %  NXDOMAIN  no such name\n"]);
  });

  it("answers a batch, and ends well although a line is bad", async () => {
    const { exitCode, out, err } = await run({ batch: pathOf("batch.ndjson"), json: true });
    assert.deepEqual({ exitCode, err }, { exitCode: 0, err: "" });
    const missing = ["records", "checks", "name", "type"].map((name) => `${name} is missing.`);
    assert.equal(out, `${JSON.stringify(wwwReply)}\n${JSON.stringify({ error: missing.join("\n") })}\n`);
  });

  const gone = pathOf("gone.ndjson");
  const incomplete: AnswerOptions = { name: "www.example.com", type: "A", json: true };
  for (const [title, options, message] of [
    ["a question without its files", incomplete, "--records, --checks must be given, or else --batch."],
    [
      "a batch without --json",
      { batch: gone, json: false },
      "--batch answers in JSON only: give --json too.",
    ],
    [
      "a batch that is not there",
      { batch: gone, json: true },
      `${gone} cannot be read: no such file or directory.`,
    ],
    ["a flag that makes no sense", { ...www, status: { "hc-1": "up" } }, upIsNoHealth()],
  ] as const) {
    it(`refuses ${title}`, async () => {
      await assert.rejects(run(options), { name: "UserError", message });
    });
  }
});

function upIsNoHealth(): string {
  return 'status.hc-1 must be one of healthy, unhealthy, not "up".';
}
