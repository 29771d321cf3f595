/** What was broken still is; `cause` says what went wrong. */
export class NotRestoredError extends Error {}
