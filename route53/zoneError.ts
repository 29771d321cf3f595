/** A zone, or a list of health checks, that cannot be used: every problem found, each naming where it lies. */
export class ZoneError extends Error {
  override readonly name = "ZoneError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
