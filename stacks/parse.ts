import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Problem } from "./problem";
import { settingsSchema, type ParsedSettings } from "./schema";

/** What parsing yields: usable settings even when something is wrong, so that the rules can still judge the rest. */
export interface Parsed {
  /** The settings; each value that was refused is replaced by its default or example. */
  readonly settings: ParsedSettings;
  readonly problems: readonly Problem[];
}

type Tree = Record<string, unknown>;

/** A setting as the schema describes it, read from the schema's own JSON Schema. */
export interface SettingNode {
  readonly type?: string;
  readonly description?: string;
  readonly allowed?: string;
  readonly example?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SettingNode>>;
  readonly required?: readonly string[];
}

/** The root of the settings' description: zod's JSON Schema of what ops may write. */
export const settingsTree = z.toJSONSchema(settingsSchema, { io: "input" }) as SettingNode;

/**
 * Step one of three: types, shapes and single values.
 *
 * @param config Pulumi's flat configuration; keys of other namespaces (`aws:…`) are none of ours.
 */
export function parse(project: string, config: Readonly<Record<string, string>>): Parsed {
  const written = readWritten(project, config);
  const result = settingsSchema.safeParse(written);
  if (result.success) return { settings: result.data, problems: [] };
  const problems = result.error.issues.flatMap((issue) => describeIssue(issue, written));
  return { settings: settingsSchema.parse(mend(written, problems)), problems: unique(problems) };
}

/** Pulumi stores scalars as text and structured values as JSON; the schema wants values. */
function readWritten(project: string, config: Readonly<Record<string, string>>): Tree {
  const written: Tree = {};
  for (const [key, text] of Object.entries(config)) {
    if (!key.startsWith(`${project}:`)) continue;
    const name = key.slice(project.length + 1);
    written[name] = settingsTree.properties?.[name]?.type === "string" ? text : readValue(text);
  }
  return written;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function describeIssue(issue: z.core.$ZodIssue, written: Tree): Problem[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(issue.path, key));
  const path = settingPath(issue.path);
  const node = nodeAt(path);
  const value = path.reduce<unknown>((tree, key) => (tree as Tree | undefined)?.[key], written);
  const [what, rule] =
    value === undefined ? ["is missing", "missing-key"] : [`is ${show(value)}`, "allowed-value"];
  const example = node?.example === undefined ? "" : `; for example ${path.at(-1) ?? ""}: ${node.example}`;
  return [
    { keys: [path.join(".")], path, message: `${what}, but must be ${node?.allowed ?? ""}${example}`, rule },
  ];
}

function unknownKey(parent: readonly PropertyKey[], key: string): Problem {
  const known = Object.keys(nodeAt(parent.map(String))?.properties ?? {});
  const path = [...parent.map(String), key];
  return { keys: [path.join(".")], path, message: `is unknown; ${fixFor(key, known)}`, rule: "unknown-key" };
}

function fixFor(key: string, known: readonly string[]): string {
  if (nodeAt(key.split(".")) && key.includes(".")) return "a nested key is set with pulumi config set --path";
  const nearest = closest(key, known);
  const isNear = distance(key, nearest) <= Math.max(2, key.length / 3);
  return isNear ? `did you mean ${nearest}?` : `known here: ${known.join(", ")}`;
}

/** Cuts a path that leads into a value (an element of a list) back to the setting itself. */
function settingPath(path: readonly PropertyKey[]): string[] {
  const names = path.map(String);
  return names.slice(0, settingsTree.properties?.[names[0] ?? ""]?.properties ? 2 : 1);
}

function nodeAt(path: readonly string[]): SettingNode | undefined {
  return path.reduce<SettingNode | undefined>((node, key) => node?.properties?.[key], settingsTree);
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The written settings without what is wrong in them; a key that must be there gets the schema's example. */
function mend(written: Tree, problems: readonly Problem[]): Tree {
  const mended = structuredClone(written);
  for (const { path = [] } of problems) {
    const [name = "", inner] = path;
    const group = mended[name];
    if (inner !== undefined && typeof group === "object" && group !== null)
      Reflect.deleteProperty(group, inner);
    else Reflect.deleteProperty(mended, name);
  }
  const examples: Tree = {
    domain: "example.com",
    hostname: "www",
    zone: { create: true },
    accountId: "123456789012",
  };
  return { ...examples, ...mended };
}

function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.keys.join(), problem])).values()];
}
