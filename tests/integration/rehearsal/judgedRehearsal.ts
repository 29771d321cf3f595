/** A fault on a topology over real sockets, judged. */
import { rehearsalCloud } from "../../../drill/cloud";
import { expectationOf } from "../../../drill/expectation";
import { runScenario } from "../../../drill/scenario";
import { judge, type Judgement } from "../../../drill/verdict";
import type { StackTopology } from "../../../recording/topology";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { faultNamed } from "../../../rehearsal/faults";
import type { FaultName } from "../../../rehearsal/faults/names";

/** What came of a rehearsal. */
export interface Rehearsed extends Pick<Judgement, "verdict" | "findings"> {
  readonly expected: readonly string[];
  readonly events: readonly RehearsalEvent[];
}

/**
 * The verdict and its findings, and where the answers were expected. That this machine was too busy is no finding where
 * nothing else is; where it may have caused what else is found, the fault is played again, slower.
 */
export async function rehearse(topology: StackTopology, fault: FaultName, speed = 10): Promise<Rehearsed> {
  const options = { topology, speed, seed: 7 };
  const { failureKind } = faultNamed(fault);
  const expectation = expectationOf(faultNamed(fault));
  const run = await runScenario({
    ...options,
    startCloud: rehearsalCloud(options),
    fault,
    failureKind,
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onStep: (_step, work) => work(),
  });
  const judgement = judge({ ...options, ...run, failureKind, expectation });
  const findings = judgement.findings.filter(({ rule }) => rule !== "schedule");
  const wasBusy = findings.length < judgement.findings.length;
  if (findings.length > 0 && wasBusy && speed > 4) return rehearse(topology, fault, speed - 3);
  const verdict = findings.length > 0 ? judgement.verdict : "pass";
  return { verdict, findings, expected: [expectation.answers], events: run.events };
}
