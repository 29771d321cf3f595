import * as pulumi from "@pulumi/pulumi";
import type { OperatedSite, OperationsArgs } from "./operations";
import { physicalName } from "./physicalName";

/**
 * Refuses what the types of OperationsArgs cannot exclude, all of it at once.
 *
 * @throws pulumi.RunError naming the component and each mistake.
 */
export function checkOperationsArgs(name: string, args: OperationsArgs): void {
  const { accountId, trustedPrincipals, dns } = args;
  // Widened, because plain JavaScript and casts pass the compiler.
  const [one, two]: readonly [OperatedSite, OperatedSite] = dns.sites;
  const strangers = trustedPrincipals.filter((arn) => !isOfAccount(arn, accountId));
  const longestName = physicalName(`${name}-override`);
  const problems = [
    !/^\d{12}$/.test(accountId) && `accountId is "${accountId}", but must have 12 digits`,
    (one.role !== "primary" || two.role !== "backup") &&
      `dns.sites are the ${one.role} and the ${two.role}, but must be the primary and the backup`,
    trustedPrincipals.length === 0 &&
      "trustedPrincipals is empty, so nobody could take a role; name the account's root, a user or a role",
    strangers.length > 0 &&
      `trustedPrincipals has ${strangers.join(", ")}, but must hold the root, users and roles of account ${accountId} alone`,
    longestName.length > 64 &&
      `"${longestName}" has ${longestName.length} characters, but a role's name at most 64; let the stack's name be short`,
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new pulumi.RunError(`Operations "${name}": ${problems.join("; ")}`);
}

/** IAM User Guide, "AWS JSON policy elements: Principal": a wildcard is none of these. */
function isOfAccount(arn: string, accountId: string): boolean {
  const [, account, principal = ""] = /^arn:aws:iam::(\d{12}):(.*)$/.exec(arn) ?? [];
  return account === accountId && /^(root|(user|role)\/[\w+=,.@/-]+)$/.test(principal);
}
