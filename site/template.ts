import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of one of `site/files`, as it was written. */
export function template(fileName: string): string {
  return readFileSync(join(__dirname, "files", fileName), "utf8");
}

/** The same with each `@NAME@` replaced by its value; a name without a value is an error. */
export function rendered(fileName: string, values: Readonly<Record<string, string>>): string {
  return template(fileName).replace(/@([A-Z_]+)@/g, (_placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`site/files/${fileName}: no value for @${name}@`);
    return value;
  });
}
