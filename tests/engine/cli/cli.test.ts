import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Engine } from "../harness/engine";
import { root } from "../harness/plugins";
import { Project } from "../harness/project";
import { deployByCli, withoutTime } from "./plainCli";
import { sectionsOf } from "./transcript";

/** Proves Pulumi.yaml itself: the plain CLI finds runtime, entry and configuration by it, and nothing else. */
describe("the plain CLI", () => {
  let engine: Engine;
  let project: Project;
  before(() => {
    engine = new Engine();
  });
  beforeEach(() => {
    project = Project.of("prod");
  });
  afterEach(() => {
    project.remove();
  });
  after(() => {
    engine.dispose();
  });

  it("previews and deploys prod as docs/transcript.md shows, and then finds nothing to do", () => {
    const { preview, up } = deployByCli(engine, project);
    const shown = sectionsOf(readFileSync(join(root, "docs/transcript.md"), "utf8"));
    assert.deepEqual(withoutTime(shown.preview), withoutTime(preview));
    assert.deepEqual(withoutTime(shown.up), withoutTime(up));
    assert.match(
      engine.cli(project, "preview", "--expect-no-changes", "--color", "never"),
      /^ {4}\d+ unchanged$/m,
    );
  });

  it("asks for a setting that has no default before it starts the program", () => {
    engine.cli(project, "stack", "init", "prod");
    project.set("domain", undefined);
    assert.throws(
      () => engine.cli(project, "preview"),
      /Stack 'prod' is missing configuration value 'website-failover:domain'/,
    );
  });
});
