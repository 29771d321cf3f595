/**
 * Figures of this machine, as ratios measured in one run: `npm run bench`, or `npm run bench -- dns load` for some of
 * them. Nothing is asserted; a ratio that moves between two commits is worth a look, an absolute number is not.
 * docs/bench.md says what was seen.
 */
import { cpus } from "node:os";
import { batchRate } from "./batch";
import { detectionRatios } from "./detection";
import { dnsRatio } from "./dns";
import { loadRatio } from "./load";
import { previewRatio } from "./preview";
import { probeRate } from "./probes";
import { recordingRatio } from "./recording";

const figures: Readonly<Record<string, () => Promise<string[]>>> = {
  recording: recordingRatio,
  preview: previewRatio,
  dns: dnsRatio,
  probes: probeRate,
  batch: batchRate,
  load: loadRatio,
  detection: detectionRatios,
};

async function main(asked: readonly string[]): Promise<void> {
  console.log(`${cpus().length} cores, ${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.version}`);
  for (const [name, measure] of Object.entries(figures)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const line of await measure()) console.log(line);
  }
}

void main(process.argv.slice(2));
