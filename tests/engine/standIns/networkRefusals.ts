import type { StoredResource } from "./account";

/** Why EC2 refuses to make this resource, or to change it to this, beside the others that are there. */
export function ofNetwork(
  others: readonly StoredResource[],
  resource: StoredResource,
  before: StoredResource | undefined,
): string[] {
  return refusalsByType[resource.type]?.(others, resource, before) ?? [];
}

type Judge = (
  others: readonly StoredResource[],
  resource: StoredResource,
  before: StoredResource | undefined,
) => string[];

const refusalsByType: Readonly<Record<string, Judge>> = {
  "aws:ec2/instance:Instance": occupiedInterface,
  "aws:ec2/subnet:Subnet": misplacedSubnet,
  "aws:ec2/eipAssociation:EipAssociation": noGateway,
  "aws:ec2/internetGateway:InternetGateway": mappedAddresses,
};

/** An interface is the primary one of one instance at a time. */
function occupiedInterface(others: readonly StoredResource[], { inputs }: StoredResource): string[] {
  const interfaceOf = (given: StoredResource["inputs"]) =>
    (given["primaryNetworkInterface"] as { networkInterfaceId?: string } | undefined)?.networkInterfaceId;
  const wanted = interfaceOf(inputs);
  const isTaken = of("aws:ec2/instance:Instance", others).some(
    (instance) => interfaceOf(instance.inputs) === wanted,
  );
  return wanted !== undefined && isTaken
    ? [`InvalidNetworkInterface.InUse: Interface: [${wanted}] in use.`]
    : [];
}

/** A subnet stands in a zone of its own region and shares no addresses with another of its VPC. */
function misplacedSubnet(others: readonly StoredResource[], { inputs, region }: StoredResource): string[] {
  const { vpcId, cidrBlock, availabilityZone } = inputs;
  const zone = String(availabilityZone);
  const isTaken = of("aws:ec2/subnet:Subnet", others).some(
    (subnet) => subnet.inputs["vpcId"] === vpcId && subnet.inputs["cidrBlock"] === cidrBlock,
  );
  return [
    ...(isTaken
      ? [`InvalidSubnet.Conflict: The CIDR '${String(cidrBlock)}' conflicts with another subnet`]
      : []),
    ...(zone.startsWith(region)
      ? []
      : [`InvalidParameterValue: Value (${zone}) for availabilityZone is invalid`]),
  ];
}

/** An Elastic IP needs an internet gateway on the VPC (API AssociateAddress). */
function noGateway(others: readonly StoredResource[], association: StoredResource): string[] {
  const vpcId = vpcOf(others, association);
  const hasGateway = of("aws:ec2/internetGateway:InternetGateway", others).some(
    (gateway) => gateway.inputs["vpcId"] === vpcId,
  );
  return hasGateway
    ? []
    : [`Gateway.NotAttached: Network ${String(vpcId)} is not attached to any internet gateway`];
}

/**
 * A gateway does not leave a VPC in which addresses are mapped (API DetachInternetGateway). The real provider waits 20
 * minutes for them to go, in vain when only a later step of the same update would take them away.
 */
function mappedAddresses(
  others: readonly StoredResource[],
  { inputs }: StoredResource,
  before: StoredResource | undefined,
): string[] {
  const left = before?.inputs["vpcId"];
  if (before === undefined || left === inputs["vpcId"]) return [];
  const isMapped = of("aws:ec2/eipAssociation:EipAssociation", others).some(
    (association) => vpcOf(others, association) === left,
  );
  return isMapped ? [`DependencyViolation: Network ${String(left)} has some mapped public address(es)`] : [];
}

function vpcOf(others: readonly StoredResource[], { inputs }: StoredResource): unknown {
  const byId = (id: unknown) => others.find((other) => other.id === id);
  return byId(byId(inputs["networkInterfaceId"])?.inputs["subnetId"])?.inputs["vpcId"];
}

function of(type: string, resources: readonly StoredResource[]): StoredResource[] {
  return resources.filter((resource) => resource.type === type);
}
