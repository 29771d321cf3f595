import type { Clock } from "../../rehearsal/clock";
import type { FaultEvent, RehearsalEvent } from "../../rehearsal/events";
import { faultNamed } from "../../rehearsal/faults";
import type { DrillFault } from "./hands";

/** Tells when a fault took hold and when it was over. */
export interface FaultMarks {
  /** The call that breaks is about to be made. */
  readonly breaking: () => void;
  /** It has been made. */
  readonly broken: () => void;
  /** The call that undoes is about to be made. */
  readonly mending: () => void;
  /** It has been made, and read back. */
  readonly mended: () => void;
  /** Takes notice of what the observers see. */
  readonly see: (event: RehearsalEvent) => void;
}

/**
 * The instants are those of the site, not of the calls: the start of the first direct probe of the primary that fails, and
 * of the first that passes again, for a shutdown and a boot take their time. Where no probe can fail, as of an inverted
 * check, the calls are all there is.
 */
export function faultMarks(
  fault: DrillFault,
  clock: Clock,
  onEvent: (event: FaultEvent) => void,
): FaultMarks {
  const isProbed = faultNamed(fault).failureKind !== "inverted";
  const marked = new Set<FaultEvent["event"]>();
  let breakingSeconds = Infinity;
  let mendingSeconds = Infinity;
  const mark = (event: FaultEvent["event"], atSeconds: number): void => {
    if (marked.has(event)) return;
    marked.add(event);
    onEvent({ event, atSeconds, fault });
  };
  return {
    breaking: () => {
      breakingSeconds = clock.nowSeconds();
    },
    broken: () => {
      if (!isProbed) mark("fault", clock.nowSeconds());
    },
    mending: () => {
      mendingSeconds = clock.nowSeconds();
    },
    mended: () => {
      if (!isProbed) mark("restore", clock.nowSeconds());
    },
    see: (event) => {
      if (!isProbed || event.event !== "direct" || event.site !== "primary") return;
      const { passed, startedAtSeconds } = event;
      if (!passed && startedAtSeconds >= breakingSeconds) mark("fault", startedAtSeconds);
      if (passed && startedAtSeconds >= mendingSeconds && marked.has("fault"))
        mark("restore", startedAtSeconds);
    },
  };
}
