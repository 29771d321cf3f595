import { settingsTree, type SettingNode } from "./parse";

/** An entry of the `config` block in Pulumi.yaml. */
export interface ProjectConfigEntry {
  readonly type: "string" | "integer" | "boolean" | "object";
  readonly description: string;
  readonly default?: unknown;
}

/**
 * The `config` block of Pulumi.yaml, derived from the schema. The CLI knows fewer types than the schema: the one
 * fraction (aggregationSeconds) is a text to it. A key without a default must stand in each stack file.
 */
export function projectConfig(project: string): Record<string, ProjectConfigEntry> {
  const entries = Object.entries(settingsTree.properties ?? {}).map(([key, node]) => [
    `${project}:${key}`,
    entry(node),
  ]);
  return Object.fromEntries(entries) as Record<string, ProjectConfigEntry>;
}

function entry(node: SettingNode): ProjectConfigEntry {
  const type = configType(node);
  const byDefault = type === "object" ? objectDefault(node) : node.default;
  const description = node.description ?? "";
  if (byDefault === undefined) return { type, description };
  return { type, description, default: type === "string" ? JSON.stringify(byDefault) : byDefault };
}

function configType({ type }: SettingNode): ProjectConfigEntry["type"] {
  if (type === "integer" || type === "boolean" || type === "string") return type;
  return type === "number" ? "string" : "object";
}

/** The defaults inside an object are the schema's own; the CLI needs only to know that the key may be left out. */
function objectDefault(node: SettingNode): object | undefined {
  return node.default === undefined ? undefined : {};
}
