import { resolveSettings, type Settings } from "../../stacks/settings";

/** The written settings that a good stack cannot do without; the rest has defaults. */
export const required = {
  domain: "example.com",
  hostname: "www",
  zone: { id: "Z0123456789EXAMPLE" },
  accountId: "123456789012",
};

/** Pulumi's flat configuration for written settings: texts stay, everything else becomes JSON. */
export function configOf(written: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(written).map(([key, value]) => [
    `website-failover:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** The problems of the required settings with `changes` over them; an empty list when all is well. */
export function problemsWith(changes: Readonly<Record<string, unknown>>): string[] {
  const result = resolveSettings("website-failover", "test", configOf({ ...required, ...changes }));
  return Array.isArray(result) ? result : [];
}

/** The resolved settings of the required ones with `changes` over them. Throws when they have problems. */
export function settingsWith(changes: Readonly<Record<string, unknown>> = {}): Settings {
  const result = resolveSettings("website-failover", "test", configOf({ ...required, ...changes }));
  if (Array.isArray(result)) throw new Error(result.join("\n"));
  return result;
}
