import type { Engine } from "../harness/engine";
import type { Project } from "../harness/project";

/** What the two commands of a first deployment print. */
export interface FirstDeployment {
  readonly preview: readonly string[];
  readonly up: readonly string[];
}

/** Deploys a stack for the first time by the plain CLI, through Pulumi.yaml and a language host. */
export function deployByCli(engine: Engine, project: Project): FirstDeployment {
  engine.cli(project, "stack", "init", project.stack);
  return {
    preview: said(engine.cli(project, "preview", "--color", "never")),
    up: said(engine.cli(project, "up", "--yes", "--skip-preview", "--color", "never")),
  };
}

/** A report without what is not there for a user's own CLI, and without what only tells that time passes. */
function said(report: string): string[] {
  return report
    .replaceAll(/ *warning: using pulumi-language-nodejs from \$PATH at \S+/g, "")
    .replace("Diagnostics:\n  pulumi:pulumi:Stack (website-failover-prod):\n", "")
    .split("\n")
    .map((line) => line.replace(/ 1 warning$/, "").trimEnd())
    .filter((line) => !/^@ |\bcreating \(/.test(line));
}

/** What is said, in an order and with times that are the same in every run. */
export function withoutTime(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line !== "")
    .map((line) => line.replaceAll(/\b(\d+m)?\d+(\.\d+)?s\b/g, "0s"))
    .sort();
}
