/**
 * Pulumi's wire format, as far as a recording needs it: secrets are wrapped objects, unknowns a fixed text
 * (pulumi/pulumi, sdk/nodejs/runtime/rpc.ts).
 */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
/** Stands on the wire for a value that is not known yet. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A value that a preview does not know yet. */
export const unknown: unique symbol = Symbol("unknown until the update");

/** A value from the wire, and the paths in it that were secret. */
export interface Decoded {
  readonly value: unknown;
  readonly secretPaths: readonly string[];
}

/** Unwraps secrets, notes where they were, and turns unknowns into `unknown`. */
export function decode(wire: unknown): Decoded {
  const secretPaths: string[] = [];
  const visit = (node: unknown, path: string): unknown => {
    if (node === unknownText) return unknown;
    if (Array.isArray(node)) return node.map((element, index) => visit(element, `${path}[${index}]`));
    if (typeof node !== "object" || node === null) return node;
    const fields = node as Record<string, unknown>;
    if (fields[signatureKey] === secretSignature) {
      secretPaths.push(path);
      return visit(fields["value"], path);
    }
    const entries = Object.entries(fields).map(([key, field]) => [
      key,
      visit(field, path ? `${path}.${key}` : key),
    ]);
    return Object.fromEntries(entries) as unknown;
  };
  return { value: visit(wire, ""), secretPaths };
}
