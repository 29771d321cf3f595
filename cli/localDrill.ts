/** What this machine's own journal has to say of a drill, beside the one in the bucket. */
import type { DrillJournal } from "../drill/aws/journal";
import type { LocalJournal } from "../drill/aws/localJournal";
import { undoByHand } from "../drill/aws/undo";
import { NotRestoredError } from "../drill/notRestored";
import { visible } from "./visibleText";
import { WrongStackError } from "./wrongStack";

/**
 * Does what takes the bucket. Whatever keeps us from it: where this machine's own journal is open, it says what is left to do.
 *
 * @throws NotRestoredError instead of anything but a WrongStackError, where that journal is open.
 */
export async function orByHand<Result>(local: LocalJournal, look: () => Promise<Result>): Promise<Result> {
  try {
    return await look();
  } catch (cause) {
    const known = cause instanceof WrongStackError ? null : local.read();
    if (known?.state !== "open") throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${mayStand(known)}: ${reason}\n${byHand(known)}`;
    throw new NotRestoredError(message, { cause });
  }
}

/**
 * Forgets this machine's journal where the bucket's says that its drill is over: it is the same drill's, or a later one's, which
 * could not have begun before. Without one in the bucket nothing was ever broken: that one is written first.
 *
 * @param latest The bucket's journal, of which nothing is left to undo; null when there is none.
 * @throws NotRestoredError when the bucket's is of an earlier drill; this machine's is kept then.
 */
export function forget(local: LocalJournal, latest: DrillJournal | null): void {
  const known = local.read();
  if (known?.state === "open" && latest && !isOver(known, latest)) {
    throw new NotRestoredError(
      `${mayStand(known)}: ${local.path} says that ${visible(known.id)} is open, but the bucket knows nothing later than ` +
        `${visible(latest.id)}.\n${byHand(known)}; then remove that file.`,
    );
  }
  local.remove();
}

function isOver(known: DrillJournal, latest: DrillJournal): boolean {
  return latest.id === known.id || Date.parse(latest.startedAt) > Date.parse(known.startedAt);
}

function mayStand({ stack, fault }: DrillJournal): string {
  return `${visible(stack)} may not be restored from ${visible(fault)}`;
}

function byHand({ undo }: DrillJournal): string {
  return `By hand, ${visible(undoByHand(undo))}`;
}
