import assert from "node:assert/strict";
import { Engine } from "./engine";
import { Project } from "./project";

/** An engine with deployed stacks, each made once; a test works on a copy. */
export class Deployments {
  readonly engine = new Engine();
  private readonly deployed = new Map<string, Project>();
  private readonly copies: Project[] = [];

  /** A copy of prod as it is, or with other settings, deployed. */
  async prod(settings: Readonly<Record<string, unknown>> = {}): Promise<Project> {
    const key = JSON.stringify(settings);
    let project = this.deployed.get(key);
    if (!project) {
      project = this.fresh(settings);
      const { error } = await this.engine.run(project, "up");
      assert.equal(error, null);
      this.deployed.set(key, project);
    }
    const copy = project.copy();
    this.copies.push(copy);
    return copy;
  }

  /** Prod with these settings, not deployed yet. */
  fresh(settings: Readonly<Record<string, unknown>> = {}): Project {
    const project = Project.of("prod");
    this.copies.push(project);
    for (const [name, value] of Object.entries(settings)) project.set(name, value);
    return project;
  }

  dispose(): void {
    for (const project of this.copies) project.remove();
    this.engine.dispose();
  }
}

/** The lines of an engine's report, without what surrounds them. */
export function linesOf(report: string | null): string[] {
  return (report ?? "").split("\n").map((line) => line.trim());
}
