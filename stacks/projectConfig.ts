import { settingsTree, type SettingNode } from "./parse";

/** An entry of the `config` block in Pulumi.yaml. */
export interface ProjectConfigEntry {
  readonly description: string;
  readonly default?: unknown;
}

/**
 * The `config` block of Pulumi.yaml, derived from the schema. It names no types: the CLI would stop at the first value
 * of the wrong one, where the program reports all mistakes at once. A key without a default must stand in each stack
 * file; for one that does not, the CLI itself ends with a message.
 */
export function projectConfig(project: string): Record<string, ProjectConfigEntry> {
  const entries = Object.entries(settingsTree.properties ?? {}).map(([key, node]) => [
    `${project}:${key}`,
    entry(node),
  ]);
  return Object.fromEntries(entries) as Record<string, ProjectConfigEntry>;
}

function entry({ description = "", default: byDefault, properties }: SettingNode): ProjectConfigEntry {
  if (byDefault === undefined) return { description };
  // The defaults inside an object are the schema's own; the CLI needs only to know that the key may be left out.
  return { description, default: properties ? {} : byDefault };
}
