import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../../rehearsal/clock";
import type { AwsClients } from "./clients";
import { arm, isArmed, scheduleName } from "./deadMan";
import { awsFaults } from "./faults";
import type { AimedFault } from "./faults/fault";
import type { DrillFault, DrillHands } from "./hands";
import type { DrillJournal } from "./journal";
import { journalStore, type JournalStore, type StoredJournal } from "./journalStore";
import type { LocalJournal } from "./localJournal";
import { putBack } from "./restore";
import type { AwsOperations, AwsTopology } from "./topology";

/** What the hands of a drill work with. */
export interface AwsHandsOptions {
  readonly topology: AwsTopology & { readonly operations: AwsOperations };
  readonly clients: AwsClients;
  readonly clock: Clock;
  readonly local: LocalJournal;
}

/** The hands of one drill on AWS. */
export function awsHands({ topology, clients, clock, local }: AwsHandsOptions): DrillHands {
  const { region } = topology.sites[0];
  const store = journalStore(topology, clients);
  const aimAt = (fault: DrillFault): Promise<AimedFault> => awsFaults[fault].aimAt(topology, clients);
  let aimed: AimedFault | null = null;
  let opened: StoredJournal | null = null;
  return {
    openDrill: async () => {
      const found = await store.read();
      return found?.journal.state === "open" ? found.journal : null;
    },
    refusalOf: async (fault) => {
      const refused = await (await aimAt(fault)).refused();
      return refused && `these credentials may not ${refused} it.`;
    },
    // Read anew: preflight may have been minutes ago.
    undoFor: async (fault) => (aimed = await aimAt(fault)).undo,
    scheduleFor: (startedAt) => ({ region, name: scheduleName({ stack: topology.stack, startedAt }) }),
    openJournal: async (journal) => {
      opened = await opensBoth(journal);
    },
    arm: (journal) => arm(journal, topology.operations.restoreRoleArn, clients),
    missingSafeguard: (journal) => missingSafeguard(journal, store, clients),
    inflict: async (fault, signal) => {
      await (aimed ?? (await aimAt(fault))).inflict(signal);
    },
    restore: async (journal) => {
      await putBack(journal, clients, clock);
    },
    closeJournal: async (journal) => {
      const { verdict } = journal;
      const closed = opened && verdict ? await store.close(opened, verdict) : journal;
      local.remove();
      return closed;
    },
  };

  /** On this machine first. Where another drill keeps us out, nothing of ours is left to undo. */
  async function opensBoth(journal: DrillJournal): Promise<StoredJournal> {
    local.write(journal);
    try {
      return await store.open(journal);
    } catch (error) {
      local.remove();
      throw error;
    }
  }
}

async function missingSafeguard(
  journal: DrillJournal,
  store: JournalStore,
  clients: AwsClients,
): Promise<string | null> {
  const found = await store.read();
  if (!isDeepStrictEqual(found?.journal, journal)) return "its journal is not open any more.";
  return (await isArmed(journal.schedule, clients)) ? null : `there is no schedule ${journal.schedule.name}.`;
}
