/**
 * A process of its own that rehearses: says on standard output when the primary is stopped and where the sites are, and
 * stops the rehearsal when its standard input ends. Nothing else ends it.
 */
import { startRehearsal } from "../../../rehearsal/rehearsal";
import { shopTopology } from "../../support/shopTopology";

async function main(): Promise<void> {
  const rehearsal = await startRehearsal({
    topology: shopTopology,
    speed: 10,
    seed: 1,
    onEvent: () => undefined,
  });
  await rehearsal.inflict("stop-instance");
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rehearsal.siteAddresses))}\n`);
  process.stdin.resume().once("end", () => void rehearsal.stop());
}

void main();
