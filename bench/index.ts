/**
 * Figures of this machine, as ratios measured in one run: `npm run bench`. Nothing is asserted; a ratio that moves
 * between two commits is worth a look, an absolute number is not.
 */
import { detectionRatios } from "./detection";
import { dnsRatio } from "./dns";
import { recordingRatio } from "./recording";

async function main(): Promise<void> {
  for (const figures of [recordingRatio, dnsRatio, detectionRatios]) {
    for (const line of await figures()) console.log(line);
  }
}

void main();
