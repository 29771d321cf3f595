/** How the command ends, for scripts. */
export const exitCodes = {
  /** The failover holds. */
  holds: 0,
  /** The verdict is `fail` or `inconclusive`, or the command itself failed. */
  finding: 1,
  /** Bad usage or bad input: nothing was started. */
  badInput: 2,
  /** Something is still broken or still running. */
  notRestored: 3,
  /** Ended by a signal; everything was restored. */
  interrupted: 130,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
