/** A whole drill of the sample shop on a clock of its own. */
import assert from "node:assert/strict";
import { runDrill, type DrillOptions, type DrillOutcome, type DrillStep } from "../../../drill/aws/drill";
import type { DrillFault } from "../../../drill/aws/hands";
import type { DrillFacts } from "../../../drill/aws/preflight/facts";
import { playOut } from "../simulatedCloud";
import { manualClock } from "../../support/manualClock";
import { deployedShop, type DeployedShop } from "./deployedShop";
import { shopAws, wholeFacts } from "./shopAws";

/** What is different from a drill that passes. */
export interface Change {
  readonly facts?: DrillFacts;
  readonly accepted?: readonly string[];
  readonly signal?: AbortSignal;
  /** Called at the first answer that leads to the backup. */
  readonly onMoved?: (shop: DeployedShop) => void;
  readonly prepare?: (shop: DeployedShop) => void;
  /** Whoever is told of this step throws. */
  readonly untoldStep?: DrillStep;
  /** Preflight takes a second. */
  readonly slowly?: boolean;
}

/** A drill of the sample shop from beginning to end; what is thrown is the outcome too. */
export async function drill(fault: DrillFault, change: Change = {}) {
  const clock = manualClock();
  const shop = deployedShop(fault, clock);
  change.prepare?.(shop);
  const steps: string[] = [];
  const options: DrillOptions = {
    topology: shopAws,
    fault,
    accepted: change.accepted ?? [],
    speed: 1,
    clock,
    now: () => new Date(Date.UTC(2026, 10, 23, 12, 0, clock.nowSeconds())),
    signal: change.signal ?? new AbortController().signal,
    hands: shop.hands,
    gather: async () => {
      if (change.slowly) await clock.sleep(1);
      return change.facts ?? wholeFacts;
    },
    observe: shop.observe,
    nameServers: ["ns-1", "ns-2"],
    resolvers: ["resolver"],
    worstLagSeconds: () => 0,
    onEvent: (event) => {
      if (event.event === "page" && event.site === "backup") change.onMoved?.(shop);
    },
    onStep: (step, work) => {
      steps.push(step);
      if (step === change.untoldStep) throw new Error("no terminal");
      return work();
    },
  };
  const outcome = await playOut<DrillOutcome | Error>(
    runDrill(options).catch((error: unknown) => error as Error),
    clock,
  );
  return { outcome, shop, steps, calls: shop.calls.map(({ call }) => call) };
}

/** What came of a drill that was neither refused nor thrown out. */
export function judged(outcome: DrillOutcome | Error) {
  if (outcome instanceof Error) throw outcome;
  assert.ok(outcome.outcome === "judged");
  return outcome;
}

/** The calls of a drill that goes its way. */
export const wholeDrill = ["openJournal", "arm", "missingSafeguard", "inflict", "restore", "closeJournal"];
