/** Writes docs/transcript.md; run by `npm run docs:transcript`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Engine } from "../harness/engine";
import { root } from "../harness/plugins";
import { Project } from "../harness/project";
import { deployByCli } from "./plainCli";
import { transcript } from "./transcript";

const engine = new Engine();
const project = Project.of("prod");
try {
  writeFileSync(join(root, "docs/transcript.md"), transcript(deployByCli(engine, project)));
} finally {
  project.remove();
  engine.dispose();
}
