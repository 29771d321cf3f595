import { setImmediate } from "node:timers/promises";
import { printable } from "../route53/names";
import type { DumpFiles } from "./answerFiles";
import { questionOf } from "./answerQuestion";
import { replyTo } from "./answerReply";
import { UserError } from "./errors";

/** Enough for a status of each of ten thousand health checks: 1 MB. */
const mostCharacters = 2 ** 20;

/** How many lines are answered before a signal is looked for. */
const linesInATurn = 100;

/**
 * A line of JSON for each line of a batch, in order: its reply, or `{"error": "…"}` for one that cannot be answered,
 * such as a blank one. Stops with the signal's reason when that is aborted.
 */
export async function* batchReplies(
  questions: string,
  files: DumpFiles,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let count = 0;
  for (const line of linesOf(questions)) {
    yield JSON.stringify(await replyOrError(line, files));
    count += 1;
    if (count % linesInATurn === 0) await setImmediate();
    signal.throwIfAborted();
  }
}

/** One after the other: a list of all lines could be much larger than the text. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    const next = end < 0 ? text.length : end;
    yield text.slice(start, next);
    start = next + 1;
  }
}

async function replyOrError(line: string, files: DumpFiles): Promise<object> {
  try {
    return await replyTo(questionOf(jsonOf(line)), files);
  } catch (error) {
    if (error instanceof UserError) return { error: error.message };
    throw error;
  }
}

function jsonOf(line: string): unknown {
  if (line.length > mostCharacters) throw new UserError("The line is longer than 1 MB.");
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new UserError(`The line is not JSON: ${printable(String(error))}.`);
  }
}
