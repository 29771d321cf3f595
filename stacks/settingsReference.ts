import { settingsTree, type SettingNode } from "./parse";

const introduction = `# Settings

What a stack file, \`Pulumi.<stack>.yaml\`, may say. Written by \`npm run docs\` from \`stacks/schema.ts\`; a test keeps the
two equal. Nested keys can be set one at a time: \`pulumi config set --path website-failover:healthCheck.failureThreshold 3\`.
A stack file with mistakes is refused before anything is registered, every mistake named in one go; only for a required key
that is missing the CLI itself stops first.
`;

/** docs/settings.md: every key with its meaning, what it may be, its default and an example. */
export function settingsReference(): string {
  const rows = Object.entries(settingsTree.properties ?? {}).flatMap(([key, node]) =>
    rowsOf(key, node, settingsTree),
  );
  const heading = ["| key | meaning | allowed | default | example |", "| --- | --- | --- | --- | --- |"];
  return [introduction, ...heading, ...rows, ""].join("\n");
}

function rowsOf(key: string, node: SettingNode, parent: SettingNode): string[] {
  if (!node.properties) return [row(key, node, byDefault(key, node, parent))];
  const inner = Object.entries(node.properties).flatMap(([name, child]) =>
    rowsOf(`${key}.${name}`, child, node),
  );
  return [row(key, node, ""), ...inner];
}

function byDefault(key: string, node: SettingNode, parent: SettingNode): string {
  if (node.default !== undefined) return code(JSON.stringify(node.default));
  const name = key.split(".").at(-1) ?? key;
  return parent.required?.includes(name) ? "required" : "";
}

function row(
  key: string,
  { description = "", allowed = "", example }: SettingNode,
  defaultText: string,
): string {
  const cells = [code(key), description, allowed, defaultText, example === undefined ? "" : code(example)];
  return `| ${cells.map((cell) => cell.replace(/[|<]/g, "\\$&")).join(" | ")} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}
