/** Small guards for JSON that anybody may have written: what is wrong with a value, all of it at once. */
import { printable } from "./names";

/** The problems of a value; each is a sentence that starts with `path`, the member it is about. */
export type Shape = (value: unknown, path: string) => readonly string[];

/** A string of `least` to `most` characters. */
export function text(least: number, most: number): Shape {
  const isRight = (value: unknown): boolean =>
    typeof value === "string" && value.length >= least && value.length <= most;
  return is(`a string of ${least} to ${most} characters`, isRight);
}

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): Shape {
  const isRight = (value: unknown): boolean =>
    Number.isInteger(value) && least <= Number(value) && Number(value) <= most;
  return is(`a whole number from ${least} to ${most}`, isRight);
}

/** True or false. */
export const flag: Shape = is("true or false", (value) => typeof value === "boolean");

/** One of the given values. */
export function oneOf(values: readonly (string | number)[]): Shape {
  return is(`one of ${values.join(", ")}`, (value) => values.some((allowed) => allowed === value));
}

/** A list of `least` to `most` members of one shape. */
export function listOf(shape: Shape, least: number, most: number): Shape {
  const isRight = (value: unknown): boolean => isList(value) && value.length >= least && value.length <= most;
  const isListOfSize = is(`a list of ${least} to ${most} members`, isRight);
  return (value, path) => {
    const problems = isListOfSize(value, path);
    if (problems.length > 0 || !isList(value)) return problems;
    return value.flatMap((member, at) => shape(member, `${path}[${at}]`));
  };
}

/** An object with these members; members that are not named are ignored, as AWS adds some over the years. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const isAnObject = is("an object", isObject);
  const names = Object.keys(required);
  const members = Object.entries({ ...required, ...optional });
  return (value, path) => {
    if (!isObject(value)) return isAnObject(value, path);
    const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
    return [
      ...names.filter((name) => value[name] === undefined).map((name) => `${at(name)} is missing.`),
      ...members.flatMap(([name, shape]) => (value[name] === undefined ? [] : shape(value[name], at(name)))),
    ];
  };
}

/** Whether a JSON value is an object: neither a list nor null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is a list. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function is(what: string, isRight: (value: unknown) => boolean): Shape {
  return (value, path) =>
    isRight(value) ? [] : [`${path} must be ${what}, not ${shown(value)}.`.trimStart()];
}

/** A value as a message shows it: short, on one line, and without characters that act on a terminal. */
function shown(value: unknown): string {
  if (isObject(value)) return "an object";
  if (isList(value)) return `a list of ${value.length}`;
  if (typeof value !== "string") return String(value);
  return `"${printable(value.slice(0, 60))}${value.length > 60 ? "…" : ""}"`;
}
