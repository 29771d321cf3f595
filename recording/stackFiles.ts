import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { parse } from "yaml";

/** A stack's configuration as the CLI would hand it to the program. */
export interface StackConfig {
  readonly project: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

interface ProjectFile {
  readonly name: string;
  readonly main?: string;
  readonly config?: Readonly<Record<string, { readonly default?: unknown; readonly value?: unknown }>>;
}

/** Names of the stacks that have a file in the project, sorted. */
export function stackNames(projectDirectory: string): string[] {
  const names = readdirSync(projectDirectory).map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

/**
 * Defaults of Pulumi.yaml with the values of `Pulumi.<stack>.yaml` over them; the SDK itself applies no defaults.
 * Encrypted values are replaced by a placeholder.
 *
 * @throws Error when a file is missing or no YAML.
 */
export function stackConfig(projectDirectory: string, stack: string): StackConfig {
  const project = readYaml(projectDirectory, "Pulumi.yaml") as ProjectFile;
  const stackFile = readYaml(projectDirectory, `Pulumi.${stack}.yaml`) as {
    config?: Record<string, unknown>;
  } | null;
  const config: Record<string, string> = {};
  const secretKeys: string[] = [];
  const put = (key: string, value: unknown) => {
    const name = key.includes(":") ? key : `${project.name}:${key}`;
    const { plain, isSecret } = withoutSecrets(value);
    config[name] = typeof plain === "string" ? plain : JSON.stringify(plain);
    if (isSecret) secretKeys.push(name);
  };
  for (const [key, { default: byDefault, value = byDefault }] of Object.entries(project.config ?? {})) {
    if (value !== undefined) put(key, value);
  }
  for (const [key, value] of Object.entries(stackFile?.config ?? {})) put(key, value);
  return { project: project.name, config, secretKeys };
}

/** The file that Pulumi runs: `main` of Pulumi.yaml, a file or a folder, else the project's own folder. */
export function entryOf(projectDirectory: string): string {
  const { main = "." } = readYaml(projectDirectory, "Pulumi.yaml") as ProjectFile;
  return createRequire(__filename).resolve(resolve(projectDirectory, main));
}

function readYaml(directory: string, file: string): unknown {
  return parse(readFileSync(resolve(directory, file), "utf8"));
}

/** `secure:` values, at any depth, cannot be read without the stack's key. */
function withoutSecrets(value: unknown): { plain: unknown; isSecret: boolean } {
  let isSecret = false;
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== "object" || node === null) return node;
    if ("secure" in node) {
      isSecret = true;
      return "[secret]";
    }
    return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, visit(inner)]));
  };
  return { plain: visit(value), isSecret };
}
