import assert from "node:assert/strict";
import { batchReplies } from "../../cli/answerBatch";
import { DumpFiles } from "../../cli/answerFiles";
import { InterruptedError } from "../../cli/errors";
import { dumpFolder, wwwReply } from "./answerDumps";

const question = { records: "zone.json", checks: "checks.json", name: "www.example.com", type: "A" };
const line = JSON.stringify(question);
const padded = (length: number) => line + " ".repeat(length - line.length);

describe("cli/answerBatch", () => {
  const { folder, remove } = dumpFolder({ "broken.json": "{}" });
  after(remove);

  async function run(text: string, signal = new AbortController().signal) {
    const replies: unknown[] = [];
    for await (const reply of batchReplies(text, new DumpFiles(folder), signal)) {
      assert.ok(!reply.includes("\n"), reply);
      replies.push(JSON.parse(reply));
    }
    return replies;
  }

  for (const [title, text, count] of [
    ["no line", "", 0],
    ["one line without its newline", line, 1],
    ["two lines", `${line}\n${line}\n`, 2],
    ["two lines that end as on Windows", `${line}\r\n${line}\r\n`, 2],
    ["one line of 1 MB", padded(1_048_576), 1],
  ] as const) {
    it(`answers ${title}`, async () => {
      assert.deepEqual(await run(text), Array(count).fill(wwwReply));
    });
  }

  it("answers in order, each question under its own conditions, a bad line with its error", async () => {
    const questions = [
      { ...question, status: { "hc-1": "unhealthy" } },
      question,
      { ...question, records: "broken.json" },
      { ...question, name: "app.example.com", target: { "lb.elb.amazonaws.com": "unhealthy" } },
      { ...question, name: "app.example.com" },
      { ...question, name: "near.example.com", location: { country: "DE" } },
    ];
    const replies = await run(questions.map((asked) => JSON.stringify(asked)).join("\n"));
    const told = replies.map((reply) => {
      const { error, outcomes } = reply as { error?: string; outcomes?: { answers: { data: string }[] }[] };
      return error ?? outcomes?.map(({ answers }) => answers.map(({ data }) => data).join()).join();
    });
    assert.deepEqual(told, [
      "198.51.100.20",
      "192.0.2.10",
      "broken.json: ResourceRecordSets must be a list, as the AWS CLI prints it.",
      "198.51.100.30",
      "lb.elb.amazonaws.com.",
      "192.0.2.40",
    ]);
  });

  for (const [title, bad, error] of [
    ["a blank line", "", "The line is not JSON: SyntaxError: Unexpected end of JSON input."],
    ["a line that is no object", "[]", "The question must be an object, not a list of 0."],
    ["a line of more than 1 MB", padded(1_048_577), "The line is longer than 1 MB."],
  ] as const) {
    it(`goes on after ${title}`, async () => {
      assert.deepEqual(await run(`${bad}\n${line}\n`), [{ error }, wwwReply]);
    });
  }

  it("stops when it is interrupted", async () => {
    const interruption = AbortSignal.abort(new InterruptedError());
    await assert.rejects(run(`${line}\n${line}\n`, interruption), InterruptedError);
  });

  it("lets a signal in every hundred lines", async () => {
    const interruption = new AbortController();
    setImmediate(() => {
      interruption.abort(new InterruptedError());
    });
    const files = new DumpFiles(folder);
    await files.zone("zone.json");
    await files.checks("checks.json");
    let count = 0;
    await assert.rejects(async () => {
      const lines = "{}\n".repeat(1000);
      for await (const reply of batchReplies(lines, files, interruption.signal))
        count += reply.length > 0 ? 1 : 0;
    }, InterruptedError);
    assert.ok(count <= 100, String(count));
  });
});
