/** The user can put this right: the message says what, where and how. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** The user has asked to stop. */
export class InterruptedError extends Error {
  constructor() {
    super("Interrupted: everything is restored and stopped.");
  }
}
