import { GoneError, receiptOf, type Undo, type UndoCallOf } from "./undo";

/** An address that nobody has (RFC 5737): the only one that a drill lets in. */
export const nobody = "192.0.2.1/32";

/**
 * Opens the one rule that lets HTTP in to whom it let in before. The rule keeps its id. A rule that somebody has changed since
 * then is left to them: the fault stands only while nobody is let in.
 */
export function modifySecurityGroupRules(call: UndoCallOf<"ec2:ModifySecurityGroupRules">): Undo {
  const { region, securityGroupId, ingressRuleId } = call;
  const request = ruleUpdate(call, call.cidrIpv4);
  return {
    carryOut: async (clients) => {
      const { client, sdk } = clients.ec2(region);
      return receiptOf(await client.send(new sdk.ModifySecurityGroupRulesCommand(request)));
    },
    readBack: async (clients) => {
      const { client, sdk } = clients.ec2(region);
      const asked = new sdk.DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: [ingressRuleId] });
      const rule = (await client.send(asked)).SecurityGroupRules?.[0];
      if (!rule) throw new GoneError(`the rule ${ingressRuleId} of ${securityGroupId} is not there`);
      const isAsItWas =
        rule.IpProtocol === "tcp" &&
        rule.FromPort === call.fromPort &&
        rule.ToPort === call.toPort &&
        rule.CidrIpv4 === call.cidrIpv4 &&
        (rule.Description ?? "") === call.description;
      if (isAsItWas) return "undone";
      return rule.CidrIpv4 === nobody ? "standing" : "changed";
    },
    target: {
      Arn: "arn:aws:scheduler:::aws-sdk:ec2:modifySecurityGroupRules",
      Input: JSON.stringify(request),
    },
    byHand: {
      words: `let ${call.cidrIpv4} in through ${ingressRuleId} again`,
      command:
        `aws ec2 modify-security-group-rules --region ${region} --group-id ${securityGroupId} ` +
        `--security-group-rules '${JSON.stringify(request.SecurityGroupRules)}'`,
    },
  };
}

/** Lets these addresses in. It names the whole rule, so that nothing hangs on what becomes of a field left out. */
export function ruleUpdate(
  rule: Omit<UndoCallOf<"ec2:ModifySecurityGroupRules">, "operation" | "region" | "cidrIpv4">,
  cidrIpv4: string,
) {
  const { securityGroupId, ingressRuleId, fromPort, toPort, description } = rule;
  return {
    GroupId: securityGroupId,
    SecurityGroupRules: [
      {
        SecurityGroupRuleId: ingressRuleId,
        SecurityGroupRule: {
          IpProtocol: "tcp",
          FromPort: fromPort,
          ToPort: toPort,
          CidrIpv4: cidrIpv4,
          ...(description !== "" && { Description: description }),
        },
      },
    ],
  };
}
