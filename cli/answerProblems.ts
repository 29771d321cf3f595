import { ZoneError } from "../route53/zoneError";
import { UserError } from "./errors";

/** The most lines about one thing: a hostile file may have a problem in every member. */
const mostLines = 20;

/** The first 20 lines, and how many more there are. */
export function firstLines(lines: readonly string[]): readonly string[] {
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `and ${more} more.`] : lines;
}

/** Throws the problems, if there are any, as one UserError with a line for each of the first 20. */
export function refuseIfAny(problems: readonly string[]): void {
  if (problems.length > 0) throw new UserError(firstLines(problems).join("\n"));
}

/** What work on a file yields; what it refuses of the zone or the checks there becomes a UserError that names the file. */
export function blaming<T>(fileName: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ZoneError)) throw error;
    throw new UserError(firstLines(error.problems.map((problem) => `${fileName}: ${problem}`)).join("\n"));
  }
}
