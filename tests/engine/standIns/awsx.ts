/** The plugin `pulumi-resource-awsx` of the stand-in: the one component that the program takes from awsx. */
// One by one: the package as a whole takes a second to load, in each run of the engine.
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway";
import { Route } from "@pulumi/aws/ec2/route";
import { RouteTable } from "@pulumi/aws/ec2/routeTable";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation";
import { Subnet } from "@pulumi/aws/ec2/subnet";
import { Vpc as AwsVpc } from "@pulumi/aws/ec2/vpc";
import { version } from "@pulumi/awsx/package.json";
import * as pulumi from "@pulumi/pulumi";

interface VpcInputs {
  readonly cidrBlock: string;
  readonly availabilityZoneNames: readonly [string];
  readonly subnetSpecs: readonly [{ readonly type: "Public"; readonly cidrMask: number }];
  readonly enableDnsHostnames: boolean;
}

const known = [
  ...["availabilityZoneNames", "cidrBlock", "enableDnsHostnames", "natGateways", "subnetSpecs"],
  "subnetStrategy",
];

/** `awsx.ec2.Vpc` with one public subnet; names and nesting of its children are those of pulumi-awsx. */
class Vpc extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly routeTables: RouteTable[];

  constructor(name: string, inputs: VpcInputs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ec2:Vpc", name, {}, opts);
    const { cidrBlock, enableDnsHostnames, availabilityZoneNames, subnetSpecs } = inputs;
    const tags = { Name: name };
    const within = (parent: pulumi.Resource) => ({ parent, dependsOn: [parent] });
    const vpc = new AwsVpc(name, { cidrBlock, enableDnsHostnames, tags }, { parent: this });
    const gateway = new InternetGateway(name, { vpcId: vpc.id, tags }, within(vpc));
    const publicName = `${name}-public-1`;
    const publicTags = { Name: publicName, SubnetType: "Public" };
    const subnet = new Subnet(
      publicName,
      {
        vpcId: vpc.id,
        cidrBlock: cidrBlock.replace(/\/.*$/, `/${subnetSpecs[0].cidrMask}`),
        availabilityZone: availabilityZoneNames[0],
        mapPublicIpOnLaunch: true,
        tags: publicTags,
      },
      within(vpc),
    );
    const table = new RouteTable(publicName, { vpcId: vpc.id, tags: publicTags }, within(subnet));
    new RouteTableAssociation(publicName, { routeTableId: table.id, subnetId: subnet.id }, within(table));
    new Route(
      publicName,
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
      within(table),
    );
    this.vpcId = vpc.id;
    this.publicSubnetIds = [subnet.id];
    this.routeTables = [table];
    this.registerOutputs({});
  }
}

const provider: pulumi.provider.Provider = {
  version,
  construct: (name, type, inputs, options) => {
    const strange = Object.keys(inputs).filter((key) => !known.includes(key));
    if (type !== "awsx:ec2:Vpc") throw new Error(`the stand-in does not know the type ${type}`);
    if (strange.length > 0) throw new Error(`${type} takes no ${strange.join(", ")}`);
    const { urn, vpcId, publicSubnetIds, routeTables } = new Vpc(name, inputs as VpcInputs, options);
    return Promise.resolve({ urn, state: { vpcId, publicSubnetIds, routeTables } });
  },
};

void pulumi.provider.main(provider, process.argv.slice(2));
