import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { DumpFiles } from "../../cli/answerFiles";
import { recordSets, checksDump, dumpFolder, healthChecks, zoneDump } from "./answerDumps";

describe("cli/answerFiles", () => {
  const sameRole = recordSets.map((set) => ({ ...set, ...(set.Failover && { Failover: "PRIMARY" }) }));
  const nameless = Array.from({ length: 21 }, () => ({ Type: "A" }));
  const inverted = { Id: "inverted", HealthCheckConfig: { Type: "TCP", Inverted: true } };
  const { folder, remove } = dumpFolder({
    "twoPrimary.json": zoneDump(sameRole),
    "twenty.json": zoneDump(nameless.slice(1)),
    "twentyOne.json": zoneDump(nameless),
    "text.json": "{",
    "inverted.json": checksDump([...healthChecks, inverted]),
    "none.json": checksDump([]),
    "manyWarnings.json": zoneDump(
      Array.from({ length: 21 }, (_, at) => ({
        ...recordSets[2],
        Name: `a${at}.example.com`,
        HealthCheckId: "x",
      })),
    ),
    "large.json": " ".repeat(64 * 2 ** 20 - 2) + "{}",
    "alsoLarge.json": " ".repeat(64 * 2 ** 20 - 2) + "{}",
  });
  after(remove);

  it("reads and parses a file once, however its path is written", async () => {
    const other = dumpFolder();
    const files = new DumpFiles(other.folder);
    const [zone, checks] = [await files.zone("zone.json"), await files.checks("checks.json")];
    rmSync(other.folder, { recursive: true });
    assert.equal(await files.zone("./zone.json"), zone);
    assert.equal(await files.zone(other.pathOf("zone.json")), zone);
    assert.equal(
      await files.checks("../zone/../" + other.folder.split("/").at(-1)! + "/checks.json"),
      checks,
    );
  });

  it("knows the alias targets outside the zone and the checks, the CALCULATED ones too", async () => {
    const files = new DumpFiles(folder);
    const { targets } = await files.zone("zone.json");
    const { ids, calculatedIds } = await files.checks("checks.json");
    assert.deepEqual(
      ["lb.elb.amazonaws.com.", "primary.example.com."].map((name) => targets.has(name)),
      [true, false],
    );
    assert.deepEqual(
      ["hc-1", "hc-2", "both", "hc-9"].map((id) => ids.has(id)),
      [true, true, true, false],
    );
    assert.deepEqual([...calculatedIds], ["both"]);
  });

  it("forgets what the last question stated of health", async () => {
    const { healthUnder } = await new DumpFiles(folder).checks("inverted.json");
    const statusOf = (...ids: string[]) => {
      const isHealthy = healthUnder(new Map(ids.map((id) => [id, { kind: "status", isHealthy: false }])));
      return ["hc-1", "hc-2", "both", "inverted"].map(isHealthy);
    };
    assert.deepEqual(statusOf("hc-1"), [false, true, false, false]);
    assert.deepEqual(statusOf("inverted"), [true, true, true, true]);
    assert.deepEqual(statusOf(), [true, true, true, false]);
  });

  it("refuses what the API would refuse, naming the file and the record set", async () => {
    const already = "because a primary RRSet with the same name and type already exists.";
    const line = (name: string, id: string) =>
      `twoPrimary.json: ${name} A (${id}): RRSet with DNS name ${name}, type A, SetIdentifier ${id}, marked as primary cannot be created ${already}`;
    const noCheck = "A non-alias primary ResourceRecordSet must have an associated health check.";
    await assert.rejects(new DumpFiles(folder).zone("twoPrimary.json"), {
      name: "UserError",
      message: [
        line("www.example.com.", "www-backup"),
        `twoPrimary.json: app.example.com. A (own): ${noCheck}`,
        line("app.example.com.", "own"),
      ].join("\n"),
    });
  });

  const linesOf = async (name: string) => {
    const error = await new DumpFiles(folder).zone(name).catch((reason: unknown) => reason);
    return (error as Error).message.split("\n");
  };
  const nameMissing = (name: string) => (_: unknown, at: number) =>
    `${name}: ResourceRecordSets[${at}] (A): Name is missing.`;

  it("shows up to 20 problems, and says how many more there are", async () => {
    assert.deepEqual(await linesOf("twenty.json"), Array.from({ length: 20 }, nameMissing("twenty.json")));
    assert.deepEqual(await linesOf("twentyOne.json"), [
      ...Array.from({ length: 20 }, nameMissing("twentyOne.json")),
      "and 1 more.",
    ]);
  });

  it("refuses the same file with the same words again", async () => {
    const files = new DumpFiles(folder);
    const message = /^text\.json: The text is not JSON: SyntaxError: [^\n]*$/;
    await assert.rejects(files.zone("text.json"), { name: "UserError", message });
    await assert.rejects(files.zone("text.json"), { name: "UserError", message });
  });

  it("shows a hostile file name without its control characters", async () => {
    const message = "\\u001b[2J\\n.json cannot be read: no such file or directory.";
    await assert.rejects(new DumpFiles(folder).checks("\u001b[2J\n.json"), { name: "UserError", message });
  });

  it("shows up to 20 warnings", async () => {
    const files = new DumpFiles(folder);
    const checks = await files.checks("none.json");
    assert.equal(files.warnings(await files.zone("zone.json"), checks).length, 2);
    const many = files.warnings(await files.zone("manyWarnings.json"), checks);
    assert.deepEqual([many.length, many.at(-1)], [21, "and 1 more."]);
  });

  it("keeps apart the warnings of different pairs of files", async () => {
    const files = new DumpFiles(folder);
    const zone = await files.zone("zone.json");
    const counts = [
      files.warnings(zone, await files.checks("none.json")).length,
      files.warnings(zone, await files.checks("checks.json")).length,
    ];
    assert.deepEqual(counts, [2, 0]);
  });

  it("reads 128 MB in all, and no more", async () => {
    const files = new DumpFiles(folder);
    const noList = (name: string) => `${name}: HealthChecks must be a list, as the AWS CLI prints it.`;
    await assert.rejects(files.checks("large.json"), { message: noList("large.json") });
    await assert.rejects(files.checks("alsoLarge.json"), { message: noList("alsoLarge.json") });
    await assert.rejects(files.checks("none.json"), {
      name: "UserError",
      message: "none.json is one too many: the files are larger than 128 MB together.",
    });
  });
});
