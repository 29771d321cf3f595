import { nobody, ruleUpdate } from "../undo/modifySecurityGroupRules";
import { receiptOf } from "../undo/undo";
import { mayDryRun } from "./dryRun";
import type { AwsFault } from "./fault";

/** The rule that lets HTTP in lets nobody in: attempts to connect hang, while instance and server live. */
export const blockHttp: AwsFault = {
  name: "block-http",
  aimAt: async ({ sites: [{ region, securityGroupId, ingressRuleId }] }, clients) => {
    const { client, sdk } = clients.ec2(region);
    const asked = new sdk.DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [ingressRuleId] });
    const rule = (await client.send(asked)).SecurityGroupRules?.[0];
    const {
      FromPort: fromPort,
      ToPort: toPort,
      CidrIpv4: cidrIpv4,
      Description: description = "",
    } = rule ?? {};
    if (
      rule?.IpProtocol !== "tcp" ||
      fromPort === undefined ||
      toPort === undefined ||
      cidrIpv4 === undefined
    ) {
      throw new Error(
        `The rule ${ingressRuleId} of ${securityGroupId} in ${region} lets no HTTP in over IPv4.`,
      );
    }
    if (cidrIpv4 === nobody)
      throw new Error(`The rule ${ingressRuleId} in ${region} lets nobody in already.`);
    const operation = "ec2:ModifySecurityGroupRules" as const;
    const asItWas = { fromPort, toPort, cidrIpv4, description };
    const undo = { operation, region, securityGroupId, ingressRuleId, ...asItWas };
    const block = (isDryRun: boolean, abortSignal?: AbortSignal) => {
      const request = { ...ruleUpdate(undo, nobody), DryRun: isDryRun };
      return client.send(new sdk.ModifySecurityGroupRulesCommand(request), abortSignal && { abortSignal });
    };
    return {
      undo,
      inflict: async (signal) => receiptOf(await block(false, signal)),
      // The call that undoes it is the same action on the same rule.
      refused: async () => ((await mayDryRun(block(true))) ? null : "inflict"),
    };
  },
};
