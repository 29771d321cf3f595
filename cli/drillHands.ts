import type { AwsClients } from "../drill/aws/clients";
import type { DrillHands } from "../drill/aws/hands";
import type { AwsTopology } from "../drill/aws/topology";
import type { Clock } from "../rehearsal/clock";
import { UserError } from "./errors";

/** What a drill does to an account. None of it is there yet, so that a drill ends in preflight. */
export function drillHands(_topology: AwsTopology, _clients: AwsClients, _clock: Clock): DrillHands {
  const missing = () => Promise.reject(new UserError("faults cannot be inflicted on AWS yet."));
  return {
    openDrill: missing,
    refusalOf: missing,
    undoFor: missing,
    scheduleFor: (id) => ({ region: _topology.sites[0].region, name: id }),
    openJournal: missing,
    arm: missing,
    inflict: missing,
    restore: missing,
    closeJournal: missing,
  };
}
