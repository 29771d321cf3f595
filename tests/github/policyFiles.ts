/** The policies in docs/iam, as they are written. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One statement of a policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy of IAM. */
export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

const folder = join(__dirname, "../../docs/iam");

/** A policy's text, by the name of its file. */
export const text = (name: string) => readFileSync(join(folder, `${name}.json`), "utf8");

/** The same, read. */
export const policy = (name: string) => JSON.parse(text(name)) as Policy;

/** Names of all of them, sorted. */
export const names = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ""))
  .sort();

/** Regions of the sites of both stacks. */
export const regions = ["us-east-1", "us-west-1"];

/** What the role of a deployment has together. */
export const deploying = [
  ...["deploy", "deploy-data", "deploy-monitoring", "deploy-switch", "deploy-watcher"],
  ...["deploy-drills", "deploy-operations"],
];

/** The actions of a statement. */
export function actionsOf({ Action }: Statement): string[] {
  return [Action].flat();
}
