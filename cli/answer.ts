/** `failover answer`: what Route 53 would answer, from dumps of a zone and of health checks. */
import { dirname } from "node:path";
import { batchReplies } from "./answerBatch";
import { DumpFiles } from "./answerFiles";
import { questionOf } from "./answerQuestion";
import { replyTo } from "./answerReply";
import { replyTable } from "./answerTable";
import { readText } from "./answerText";
import { UserError } from "./errors";
import { exitCodes, type ExitCode } from "./exitCodes";
import type { Surroundings } from "./surroundings";

/** What `failover answer` was asked: one question, or a file of them; the values are as they were typed. */
export interface AnswerOptions {
  readonly records?: string;
  readonly checks?: string;
  readonly name?: string;
  readonly type?: string;
  readonly status?: Readonly<Record<string, string>>;
  readonly target?: Readonly<Record<string, string>>;
  readonly location?: Readonly<Record<string, string>>;
  readonly batch?: string;
  readonly json: boolean;
}

/**
 * Prints the answer to the question, or to each question of the batch. An answer such as NXDOMAIN is no failure.
 *
 * @throws UserError for a question or a file that cannot be used, a line for each problem; of a batch, only where
 * its own file cannot be read.
 */
export async function answer(options: AnswerOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { batch, json, ...question } = options;
  if (batch === undefined) await answerOne(question, json, surroundings);
  else await answerBatch(batch, json, surroundings);
  return exitCodes.holds;
}

async function answerOne(
  question: Omit<AnswerOptions, "batch" | "json">,
  json: boolean,
  { stdout, stderr }: Surroundings,
): Promise<void> {
  const needed = ["records", "checks", "name", "type"] as const;
  const missing = needed.filter((name) => question[name] === undefined).map((name) => `--${name}`);
  if (missing.length > 0) throw new UserError(`${missing.join(", ")} must be given, or else --batch.`);
  const reply = await replyTo(questionOf(question), new DumpFiles("."));
  if (json) {
    stdout.write(`${JSON.stringify(reply)}\n`);
    return;
  }
  stdout.write(replyTable(reply));
  for (const warning of reply.warnings ?? []) stderr.write(`warning: ${warning}\n`);
}

async function answerBatch(path: string, json: boolean, { stdout, signal }: Surroundings): Promise<void> {
  if (!json) throw new UserError("--batch answers in JSON only: give --json too.");
  const questions = await readText(path);
  for await (const line of batchReplies(questions, new DumpFiles(dirname(path)), signal)) {
    stdout.write(`${line}\n`);
  }
}
