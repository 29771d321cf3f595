/** Everything is restored, but something of a drill is left that changes nothing any more; its message says what. */
export class TraceLeftError extends Error {
  override readonly name = "TraceLeftError";
}
