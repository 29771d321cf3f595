/** Longest time that a call may take, in milliseconds; three at most are made one after the other. */
export const callLimitMs = 5_000;

/** Calls that fail without hiding each other. */
export interface Attempts {
  /** The result of a call, or null when it failed or took too long; then `failures` says so. */
  readonly attempt: <Result>(
    what: string,
    call: (signal: AbortSignal) => Promise<Result>,
  ) => Promise<Result | null>;
  /** What failed and why, in the order in which it did. */
  readonly failures: readonly string[];
}

/** Attempts that each may take `limitMs`. */
export function attempts(limitMs: number): Attempts {
  const failures: string[] = [];
  return {
    failures,
    attempt: async (what, call) => {
      try {
        return await limited(limitMs, call);
      } catch (error) {
        failures.push(`${what}: ${reasonOf(error)}`);
        return null;
      }
    },
  };
}

/** Ends on time even when the call ignores its signal. */
async function limited<Result>(
  limitMs: number,
  call: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`took more than ${limitMs} ms`);
      reject(error);
      stop.abort(error);
    }, limitMs);
  });
  try {
    return await Promise.race([call(stop.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Node leaves the message of some network errors empty, and says all in the code. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || String((error as NodeJS.ErrnoException).code);
}
