import type { Problem } from "./problem";
import type { ParsedSettings } from "./schema";
import type { Settings } from "./settings";

/** What a rule judges: the settings as written (with defaults) and as resolved. */
export interface Subject {
  readonly written: ParsedSettings;
  readonly settings: Settings;
}

/** A broken relation; `reads` are keys that it depends on beside those it names. */
export type Finding = Omit<Problem, "rule"> & { readonly reads?: readonly string[] };

/** A relation between settings: what of it does not hold. */
export type Rule = (subject: Subject) => (Finding | null)[];
