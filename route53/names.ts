/** Domain names in the one form in which Route 53 lists them, so that equal names are equal strings. */
import type { ResourceRecordSet } from "./types";

/**
 * A name as `list-resource-record-sets` prints it: lower case, a final dot, and each character other than a-z, 0-9,
 * `-`, `_` and the dot between labels as an octal escape (`*` is `\052`). A name already in that form is unchanged.
 * Source: developer guide, "DNS domain name format".
 */
export function canonicalName(name: string): string {
  if (/^[a-z0-9._-]*\.$/.test(name)) return name;
  const escaped = name.replace(/\\([0-3][0-7]{2})|[^a-z0-9._-]/gu, (character, octal?: string) =>
    octal === undefined ? escapeCharacter(character) : escapeByte(Number.parseInt(octal, 8)),
  );
  return escaped.endsWith(".") ? escaped : `${escaped}.`;
}

/** Whether a canonical name is the zone's own name or lies below it. */
export function isWithin(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}

/** The names from just below the zone's own down to `name`; none for the zone's own name or one outside the zone. */
export function namesBelowZone(name: string, zoneName: string): readonly string[] {
  if (!isWithin(name, zoneName)) return [];
  const labels = name.slice(0, -zoneName.length).split(".").slice(0, -1).reverse();
  let last = zoneName;
  return labels.map((label) => (last = `${label}.${last}`));
}

/** Whether a name, in any spelling, has labels of 1 to 63 bytes and at most 255 bytes in all. */
export function isDomainName(name: string): boolean {
  const bytes = canonicalName(name).replace(/\\[0-7]{3}/g, "?");
  return (
    bytes.length <= 255 &&
    bytes
      .split(".")
      .slice(0, -1)
      .every((label) => label.length >= 1 && label.length <= 63)
  );
}

/** How messages name a record set: `www.example.com. A (www-primary)`. */
export function titleOf({ Name: name, Type: type, SetIdentifier: id }: ResourceRecordSet): string {
  return `${canonicalName(name)} ${type}${id === undefined ? "" : ` (${printable(id)})`}`;
}

/** A foreign text for a one-line message: without characters that would act on a terminal. */
export function printable(foreign: string): string {
  return JSON.stringify(foreign)
    .slice(1, -1)
    .replace(
      /[\u007f-\u009f\u2028\u2029]/g,
      (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

function escapeCharacter(character: string): string {
  return [...Buffer.from(character)].map(escapeByte).join("");
}

function escapeByte(byte: number): string {
  const character = String.fromCharCode(byte).toLowerCase();
  // An escaped dot is part of a label.
  return /[a-z0-9_-]/.test(character) ? character : `\\${byte.toString(8).padStart(3, "0")}`;
}
