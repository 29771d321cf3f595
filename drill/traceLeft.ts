/** Everything is restored, but something of a drill is left; its message says what. */
export class TraceLeftError extends Error {
  override readonly name = "TraceLeftError";
}
