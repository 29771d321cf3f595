import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** A row of docs/fidelity.md: a rule, the function that has it, the test that pins it, a change that the test catches. */
export interface FidelityRow {
  readonly rule: string;
  /** Path below route53/. */
  readonly sourceFile: string;
  readonly functionName: string;
  /** Path below tests/route53/. */
  readonly testFile: string;
  /** The test's full title, or its beginning. */
  readonly testTitle: string;
  /** A piece of the source file, and what takes its place; empty for nothing. */
  readonly from: string;
  readonly to: string;
}

/** The rows of the tables whose header ends with `A change it catches`. Throws for a row that does not say all of that. */
export function fidelityRows(): readonly FidelityRow[] {
  const text = readFileSync(resolve(__dirname, "../../docs/fidelity.md"), "utf8");
  const tables = text.split(/\n{2,}/).filter((block) => /^\| Rule .* A change it catches +\|\n/.test(block));
  return tables.flatMap((table) => table.trim().split("\n").slice(2).map(rowOf));
}

/** Code as Markdown writes it; a pair of backticks where it holds some itself. */
const code = "(?:`` (.+?) ``|`(.+?)`)";
const row = new RegExp(
  `^\\| (.+?) +\\| .+? \\| \`(\\S+)\` \`(\\S+)\` +\\| \`(\\S+)\` (.+?) +\\| ${code} to (?:${code}|nothing) +\\|$`,
);

function rowOf(line: string): FidelityRow {
  const cells = row.exec(line);
  if (!cells) throw new Error(`No row of the fidelity table: ${line}`);
  const [, rule = "", sourceFile = "", functionName = "", testFile = "", testTitle = ""] = cells;
  const [, , , , , , longFrom, from = longFrom, longTo, to = longTo] = cells;
  return { rule, sourceFile, functionName, testFile, testTitle, from: from ?? "", to: to ?? "" };
}
