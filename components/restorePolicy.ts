import type * as pulumi from "@pulumi/pulumi";
import { startEncrypted } from "./drillRole";
import type { OperationsArgs } from "./operations";
import { allow, partsOf, type Rights } from "./operationsPolicies";

/** What is undone. */
export type RestorePolicyArgs = Pick<OperationsArgs, "accountId" | "dns"> & {
  readonly startDocumentArn: pulumi.Input<string>;
};

/** What undoes a drill's fault, whichever it was: four calls, each on the primary's own part alone. */
export function restorePolicy({ accountId, dns, startDocumentArn }: RestorePolicyArgs): Rights {
  const [primary] = dns.sites;
  const { instance, securityGroup, ingressRule, healthCheck } = partsOf(primary, accountId);
  return {
    Version: "2012-10-17",
    Statement: [
      allow("ec2:StartInstances", instance),
      startEncrypted({ accountId, region: primary.region }),
      allow("ssm:SendCommand", [instance, startDocumentArn]),
      allow("ec2:ModifySecurityGroupRules", [securityGroup, ingressRule]),
      allow("route53:UpdateHealthCheck", healthCheck),
    ],
  };
}
