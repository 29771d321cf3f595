import type { Attempts } from "./attempts";
import { forceBackupKey, type SwitchPlan, switchReadyKey } from "./plan";
import type { Page, WatcherPorts } from "./ports";

/** The operator's switch as anybody on the internet sees it, Route 53's checkers among them. */
export interface SwitchState {
  /** Whether a look at the switch tells anything at all. */
  readonly isReadable: boolean;
  /** Whether traffic is forced to the backup; null when that cannot be told. */
  readonly isForced: boolean | null;
}

/** Reads the switch without credentials. */
export async function switchState(
  { bucket, token }: SwitchPlan,
  region: string,
  ports: Pick<WatcherPorts, "fetchPage">,
  { attempt }: Attempts,
): Promise<SwitchState> {
  const fetched = (key: string) => (signal: AbortSignal) =>
    ports.fetchPage({ url: `https://${bucket}.s3.${region}.amazonaws.com/${key}` }, signal);
  const [ready, isForced] = await Promise.all([
    attempt("the switch's canary", async (signal) =>
      holdsToken(await fetched(switchReadyKey)(signal), token),
    ),
    attempt("the switch", async (signal) => isThere(await fetched(forceBackupKey)(signal))),
  ]);
  return { isReadable: ready !== null, isForced };
}

function holdsToken({ status, body }: Page, token: string): true {
  if (status !== 200) throw new Error(`status ${status}`);
  if (!body.includes(token)) throw new Error("the token is not in it");
  return true;
}

/** To whom may not list a bucket, S3 says 403 of an object that is not there (API GetObject, "Permissions"). */
function isThere({ status }: Page): boolean {
  if (status === 200) return true;
  if (status === 403 || status === 404) return false;
  throw new Error(`status ${status}`);
}
