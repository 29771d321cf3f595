/**
 * Whether a call would be let through. EC2 answers a dry run with an error either way.
 * Source: EC2 API, any action's `DryRun`.
 *
 * @throws what else the call comes to, such as an id that is not there.
 */
export async function mayDryRun(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (name === "DryRunOperation") return true;
    if (name === "UnauthorizedOperation") return false;
    throw error;
  }
  throw new Error("EC2 has taken a dry run for the call itself.");
}
