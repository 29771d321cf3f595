import { attempts } from "../../../site-watcher/attempts";
import { failureReason } from "../failureReason";

/** Longest time that one call of a look may take, in wall milliseconds. */
export const callLimitMs = 10_000;

/** A look around: calls that do not hide each other. */
export interface Look {
  /** The result of a call, or null when it failed or took too long; then `unseen` says what and why. */
  readonly see: <Result>(
    what: string,
    call: (signal: AbortSignal) => Promise<Result>,
  ) => Promise<Result | null>;
  /** What could not be seen, each with its reason. */
  readonly unseen: readonly string[];
}

/** @param signal Ends every call when it aborts. */
export function newLook(signal: AbortSignal, limitMs = callLimitMs): Look {
  const { attempt, failures } = attempts(limitMs);
  return {
    unseen: failures,
    see: (what, call) =>
      attempt(what, async (limit) => {
        try {
          return await call(AbortSignal.any([signal, limit]));
        } catch (error) {
          throw new Error(failureReason(error));
        }
      }),
  };
}
