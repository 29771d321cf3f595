import { record, recordStack } from "../recording/record";
import { median, timed } from "./median";

/** What the program costs beside an empty one under the same mocks: its own part of a preview. */
export async function recordingRatio(): Promise<string[]> {
  const empty = () => record(() => ({}));
  const prod = () => recordStack("prod");
  // The first run of each loads the SDK and compiles the program.
  await empty();
  await prod();
  const [emptyMs, prodMs] = [median(await timed(9, empty)), median(await timed(9, prod))];
  return [
    `recording prod / an empty program: ${(prodMs / emptyMs).toFixed(1)} (${prodMs.toFixed(0)} ms, median of 9)`,
  ];
}
