/** The relations between the settings of `operations` and the rest; a part of rules.ts. */

import type { Rule, Subject } from "./rule";

/** The rules by their ids. */
export const operationsRules: Readonly<Record<string, Rule>> = {
  "operations-need-switch": operationsNeedSwitch,
  "operations-account": operationsAccount,
};

/** Drills by hand leave their journal in the switch's bucket, which is also where people turn it. */
function operationsNeedSwitch({ written: { operations, operatorSwitch } }: Subject) {
  if (!operations.enabled || operatorSwitch.enabled) return [];
  const message =
    "needs operatorSwitch.enabled: true, in whose bucket a drill leaves its journal; set that, or false";
  return [{ keys: ["operations.enabled"], reads: ["operatorSwitch.enabled"], message }];
}

/** Another account's people would come in by a door that this account's IAM does not see. */
function operationsAccount({ written: { operations, accountId } }: Subject) {
  const strangers = operations.trustedPrincipals.filter(
    (arn) => !arn.startsWith(`arn:aws:iam::${accountId}:`),
  );
  if (strangers.length === 0) return [];
  const message = `has ${strangers.join(", ")} of another account; name users and roles of ${accountId} alone`;
  return [{ keys: ["operations.trustedPrincipals"], reads: ["accountId"], message }];
}
