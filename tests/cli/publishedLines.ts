import assert from "node:assert/strict";
import { lineSchemas } from "../../cli/lineSchemas";

/** The lines that a command has printed with `--json`; fails for one that its published schema does not know as it is. */
export function publishedLines(command: keyof typeof lineSchemas, out: string): unknown[] {
  return out
    .trimEnd()
    .split("\n")
    .map((line) => {
      const printed = JSON.parse(line) as unknown;
      assert.deepEqual(lineSchemas[command].parse(printed), printed);
      return printed;
    });
}
