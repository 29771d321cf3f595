import type { AwsSite } from "../../../drill/aws/topology";
import type { AwsClients } from "../../../drill/aws/clients";
import type { TopologySite } from "../../../recording/topology";

/** What EC2 knows of a site. */
export type DeployedSite = Omit<AwsSite, "role" | "recordName" | "setIdentifier" | "healthCheckId">;

/** Who may reach a site's port: everybody. */
export const everybody = "0.0.0.0/0";

/** What the rule that lets everybody in says of itself. */
export const ingressDescription = "HTTP from everywhere";

/** Puts a site into EC2: a network, the rule that lets everybody in, and an instance with an Elastic IP on its interface. */
export async function deploySite(clients: AwsClients, site: TopologySite): Promise<DeployedSite> {
  const { region, publicIp } = site;
  const { sdk, client } = clients.ec2(region);
  const { Vpc: vpc } = await client.send(new sdk.CreateVpcCommand({ CidrBlock: "10.10.0.0/16" }));
  const VpcId = vpc?.VpcId;
  const { Subnet: subnet } = await client.send(
    new sdk.CreateSubnetCommand({ VpcId, CidrBlock: "10.10.0.0/24" }),
  );
  const { GroupId: securityGroupId = "" } = await client.send(
    new sdk.CreateSecurityGroupCommand({ VpcId, GroupName: "site", Description: "site" }),
  );
  const ingressRuleId = await letEverybodyIn(clients, site, securityGroupId);
  const { NetworkInterface: networkInterface } = await client.send(
    new sdk.CreateNetworkInterfaceCommand({ SubnetId: subnet?.SubnetId, Groups: [securityGroupId] }),
  );
  const networkInterfaceId = networkInterface?.NetworkInterfaceId ?? "";
  const { AllocationId: allocationId = "" } = await client.send(
    new sdk.AllocateAddressCommand({ Domain: "vpc", Address: publicIp }),
  );
  const { Instances: instances } = await client.send(
    new sdk.RunInstancesCommand({
      ImageId: "ami-12345678901234567",
      InstanceType: "t3.small",
      MinCount: 1,
      MaxCount: 1,
      NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: networkInterfaceId }],
    }),
  );
  await client.send(
    new sdk.AssociateAddressCommand({ AllocationId: allocationId, NetworkInterfaceId: networkInterfaceId }),
  );
  const instanceId = instances?.[0]?.InstanceId ?? "";
  return { region, publicIp, instanceId, networkInterfaceId, securityGroupId, ingressRuleId, allocationId };
}

async function letEverybodyIn(
  clients: AwsClients,
  { region, openPorts: [port = 80] }: TopologySite,
  securityGroupId: string,
): Promise<string> {
  const { sdk, client } = clients.ec2(region);
  await client.send(
    new sdk.AuthorizeSecurityGroupIngressCommand({
      GroupId: securityGroupId,
      IpPermissions: [
        {
          IpProtocol: "tcp",
          FromPort: port,
          ToPort: port,
          IpRanges: [{ CidrIp: everybody, Description: ingressDescription }],
        },
      ],
    }),
  );
  const { SecurityGroupRules: rules = [] } = await client.send(
    new sdk.DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [securityGroupId] }] }),
  );
  return rules.find(({ IsEgress: isEgress }) => isEgress === false)?.SecurityGroupRuleId ?? "";
}
