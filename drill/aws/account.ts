import type { AwsClients } from "./clients";

/** Who the credentials belong to, as STS names them. */
export interface CallerIdentity {
  readonly accountId: string;
  readonly arn: string;
}

/** Asks the STS of a region who is calling, which takes no rights. Rejects when there are no valid credentials. */
export async function callerIdentity(
  clients: Pick<AwsClients, "sts">,
  region: string,
  signal: AbortSignal,
): Promise<CallerIdentity> {
  const { sdk, client } = clients.sts(region);
  const { Account: accountId = "", Arn: arn = "" } = await client.send(new sdk.GetCallerIdentityCommand({}), {
    abortSignal: signal,
  });
  return { accountId, arn };
}

/** What is wrong with acting on a stack as this caller; null when the account is the stack's own. */
export function accountProblem(
  { accountId, arn }: CallerIdentity,
  stack: { readonly stack: string; readonly accountId: string },
): string | null {
  if (accountId === stack.accountId) return null;
  return (
    `the stack ${stack.stack} is in the account ${stack.accountId}, but the credentials are of ${accountId} (${arn}).\n` +
    "Nothing was touched. Choose other credentials: --profile NAME, or AWS_PROFILE."
  );
}
