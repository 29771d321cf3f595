/** What EC2 has of a site. Filters, not ids, because EC2 answers those with an error for what is not there. */
import type { AwsClients } from "../clients";
import type { AwsSite } from "../topology";

/** The site's instance by its id; null when there is none, or only its remains. */
export async function instanceOf(
  { region, instanceId }: AwsSite,
  { ec2 }: AwsClients,
): Promise<{ state: string } | null> {
  const { sdk, client } = ec2(region);
  const Filters = [{ Name: "instance-id", Values: [instanceId] }];
  const { Reservations } = await client.send(new sdk.DescribeInstancesCommand({ Filters }));
  const state = Reservations?.[0]?.Instances?.[0]?.State?.Name;
  return state === undefined || state === "terminated" ? null : { state };
}

/** The site's Elastic IP by its allocation; null when there is none. */
export async function addressOf(
  { region, allocationId }: AwsSite,
  { ec2 }: AwsClients,
): Promise<{ publicIp: string; networkInterfaceId: string | null } | null> {
  const { sdk, client } = ec2(region);
  const Filters = [{ Name: "allocation-id", Values: [allocationId] }];
  const { Addresses } = await client.send(new sdk.DescribeAddressesCommand({ Filters }));
  const address = Addresses?.[0];
  if (!address) return null;
  return { publicIp: address.PublicIp ?? "", networkInterfaceId: address.NetworkInterfaceId ?? null };
}

/** The site's interface by its id, and the instance that it is attached to; null when there is none. */
export async function networkInterfaceOf(
  { region, networkInterfaceId }: AwsSite,
  { ec2 }: AwsClients,
): Promise<{ instanceId: string | null } | null> {
  const { sdk, client } = ec2(region);
  const Filters = [{ Name: "network-interface-id", Values: [networkInterfaceId] }];
  const { NetworkInterfaces } = await client.send(new sdk.DescribeNetworkInterfacesCommand({ Filters }));
  const found = NetworkInterfaces?.[0];
  return found ? { instanceId: found.Attachment?.InstanceId ?? null } : null;
}

/** The rule that lets HTTP in, by its id, as one of its group's; null when it is not in there. */
export async function ingressRuleOf(
  { region, securityGroupId, ingressRuleId }: AwsSite,
  { ec2 }: AwsClients,
): Promise<{ securityGroupId: string } | null> {
  const { sdk, client } = ec2(region);
  const Filters = [{ Name: "group-id", Values: [securityGroupId] }];
  const { SecurityGroupRules } = await client.send(new sdk.DescribeSecurityGroupRulesCommand({ Filters }));
  const rule = SecurityGroupRules?.find(({ SecurityGroupRuleId }) => SecurityGroupRuleId === ingressRuleId);
  return rule ? { securityGroupId: rule.GroupId ?? "" } : null;
}
