import { Engine } from "../tests/engine/harness/engine";
import { Project } from "../tests/engine/harness/project";
import { median, timed } from "./median";

/** What the type check of the program costs beside a whole `pulumi preview` without it, under the real engine. */
export async function previewRatio(): Promise<string[]> {
  const engine = new Engine();
  const project = Project.of("prod");
  const preview = () => Promise.resolve(engine.cli(project, "preview"));
  try {
    engine.cli(project, "stack", "init", "prod");
    // The first run reads everything from the disk.
    await preview();
    const seconds = median(await timed(3, preview)) / 1000;
    project.edit("tsconfig.json", '"transpileOnly": true', '"transpileOnly": false');
    const checkedSeconds = median(await timed(3, preview)) / 1000;
    const times = `${checkedSeconds.toFixed(1)} s / ${seconds.toFixed(1)} s, median of 3`;
    return [`preview with / without the type check: ${(checkedSeconds / seconds).toFixed(1)} (${times})`];
  } finally {
    project.remove();
    engine.dispose();
  }
}
