import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { bootstrap } from "../site/bootstrap";
import { contentBucketName } from "../site/contentBucketName";
import { defaultHealthPath } from "../site/healthPage";
import type { SiteEndpoint, SiteRole } from "./endpoint";
import { instanceProfile } from "./instanceProfile";

/** What a site is made of. Each value is plain: it decides what exists. */
export interface RegionalSiteArgs<Role extends SiteRole = SiteRole> {
  /** Which of the two sites; named in pages, tags and the endpoint. */
  readonly role: Role;
  /** AWS region of the provider that is passed in the options. */
  readonly region: string;
  /** The one availability zone of the site; it offers the instance type. A change replaces network and instance. */
  readonly availabilityZone: string;
  /** EC2 instance type. A change stops and starts the instance. */
  readonly instanceType: string;
  /** IPv4 range of the site's VPC, /16 to /24. A change replaces network and instance. */
  readonly cidr: string;
  /** TCP port that is open to the world. */
  readonly port: number;
  /** Raising it replaces the instance, with the current AMI and bootstrap, on the same interface and address. */
  readonly generation: number;
  /** Public SSM parameter that names the AMI; read anew at each replacement. */
  readonly amiParameter: string;
  /** What the instance runs at its first boot. Default (null): the sample shop. */
  readonly userData?: string | null;
  /**
   * Account and tables that the site keeps in step with the other one; its instances pull what they serve from the
   * bucket of their own region, from the next generation on. Default (null): they serve what they bring along.
   */
  readonly content?: { readonly accountId: string; readonly tables: readonly string[] } | null;
  /** Guards interface, address and instance against deletion and replacement. */
  readonly protect: boolean;
  /** Takes the protection off the instance alone, so that it can be replaced. Default: false. */
  readonly mayInterrupt?: boolean;
  /** The site whose instance is settled before this one's is touched, so that no update ever takes both. */
  readonly updatesAfter?: RegionalSite;
}

/**
 * One site of the shop in one region: a network of its own, one address that never changes, one instance on it.
 *
 * @throws pulumi.RunError when a plain argument cannot be right; nothing is registered then.
 */
export class RegionalSite<Role extends SiteRole = SiteRole> extends pulumi.ComponentResource {
  /** The site's address with the ids of its parts: what FailoverDns takes. */
  readonly endpoint: SiteEndpoint<Role>;
  /** The instance, for the site that updates after this one. */
  readonly instance: aws.ec2.Instance;

  constructor(name: string, args: RegionalSiteArgs<Role>, opts: pulumi.ComponentResourceOptions) {
    checkArgs(name, args);
    super("website-failover:index:RegionalSite", name, {}, opts);

    const vpc = this.createVpc(name, args);
    const { group, ingressRule } = this.createFirewall(name, args, vpc);
    const { networkInterface, address, association } = this.createAddress(name, args, vpc, group);
    this.instance = this.createInstance(name, args, networkInterface, [vpc, association]);

    this.endpoint = {
      role: args.role,
      region: args.region,
      publicIp: address.publicIp,
      allocationId: address.allocationId,
      instanceId: this.instance.id,
      networkInterfaceId: networkInterface.id,
      securityGroupId: group.id,
      ingressRuleId: ingressRule.securityGroupRuleId,
    };
    this.registerOutputs({ endpoint: this.endpoint });
  }

  /**
   * Its logical name says where it stands: another zone or range is another network, made beside the old one, because
   * a gateway cannot leave a VPC whose address is mapped, nor two subnets of a VPC share a range. It carries no
   * protection, which the engine would look up in the state when the old network goes; the interface's stands for both.
   */
  private createVpc(name: string, { cidr, availabilityZone, region }: RegionalSiteArgs) {
    const vpc = new awsx.ec2.Vpc(
      `${name}-vpc-${availabilityZone}-${cidr.replace(/\W/g, "-")}`,
      {
        cidrBlock: cidr,
        availabilityZoneNames: [availabilityZone],
        subnetStrategy: "Auto",
        subnetSpecs: [{ type: "Public", name: "public", cidrMask: 26 }],
        natGateways: { strategy: "None" },
        enableDnsHostnames: true,
      },
      { parent: this },
    );
    // Amazon Linux's packages come from S3: this keeps them reachable, free and inside AWS's network.
    new aws.ec2.VpcEndpoint(
      `${name}-s3`,
      {
        vpcId: vpc.vpcId,
        serviceName: `com.amazonaws.${region}.s3`,
        vpcEndpointType: "Gateway",
        routeTableIds: vpc.routeTables.apply((tables) => tables.map((table) => table.id)),
        tags: { Name: `${pulumi.getStack()}-${name}-s3` },
      },
      { parent: this },
    );
    return vpc;
  }

  /** In: the site's port, for shoppers and checkers alike. Out: HTTP and HTTPS, for packages and Session Manager. */
  private createFirewall(name: string, { port }: RegionalSiteArgs, vpc: awsx.ec2.Vpc) {
    const group = new aws.ec2.SecurityGroup(
      `${name}-firewall`,
      {
        vpcId: vpc.vpcId,
        description: "HTTP from everywhere, HTTP and HTTPS out",
        tags: { Name: `${pulumi.getStack()}-${name}-firewall` },
      },
      { parent: this },
    );
    const everywhere = { securityGroupId: group.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp" };
    const ingressRule = new aws.vpc.SecurityGroupIngressRule(
      `${name}-http-in`,
      { ...everywhere, fromPort: port, toPort: port, description: "Shoppers and health checkers" },
      { parent: this },
    );
    for (const [what, outPort] of [
      ["http", 80],
      ["https", 443],
    ] as const) {
      new aws.vpc.SecurityGroupEgressRule(
        `${name}-${what}-out`,
        { ...everywhere, fromPort: outPort, toPort: outPort, description: "Packages and Session Manager" },
        { parent: this },
      );
    }
    return { group, ingressRule };
  }

  /**
   * The address lives on an interface of its own that is there before the instance: the shop is reachable from the
   * first second of the first boot, and the address survives stop, start and replacement of the instance.
   */
  private createAddress(
    name: string,
    { protect }: RegionalSiteArgs,
    vpc: awsx.ec2.Vpc,
    group: aws.ec2.SecurityGroup,
  ) {
    const networkInterface = new aws.ec2.NetworkInterface(
      `${name}-interface`,
      {
        subnetId: vpc.publicSubnetIds.apply(([subnetId = ""]) => subnetId),
        securityGroups: [group.id],
        tags: { Name: `${pulumi.getStack()}-${name}-interface` },
      },
      { parent: this, protect },
    );
    const address = new aws.ec2.Eip(
      `${name}-address`,
      { domain: "vpc", tags: { Name: `${pulumi.getStack()}-${name}-address` } },
      { parent: this, protect },
    );
    const association = new aws.ec2.EipAssociation(
      `${name}-address-association`,
      { allocationId: address.allocationId, networkInterfaceId: networkInterface.id },
      // Without the VPC's internet gateway EC2 refuses the association.
      { parent: this, dependsOn: [vpc] },
    );
    return { networkInterface, address, association };
  }

  private createInstance(
    name: string,
    args: RegionalSiteArgs,
    networkInterface: aws.ec2.NetworkInterface,
    dependsOn: pulumi.Resource[],
  ) {
    const image = aws.ssm.getParameterOutput({ name: args.amiParameter }, { parent: this });
    const { role, region, port } = args;
    const content = args.content ? { ...args.content, stack: pulumi.getStack(), region } : null;
    const contentBucket = content && contentBucketName(content);
    const site = { role, region, port, healthPath: defaultHealthPath, contentBucket };
    return new aws.ec2.Instance(
      `${name}-instance`,
      {
        ami: image.insecureValue,
        instanceType: args.instanceType,
        primaryNetworkInterface: { networkInterfaceId: networkInterface.id },
        iamInstanceProfile: instanceProfile(name, content, this).name,
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        rootBlockDevice: {
          encrypted: true,
          volumeType: "gp3",
          tags: { Name: `${pulumi.getStack()}-${name}-root` },
        },
        userData: args.userData ?? bootstrap(site),
        tags: { Name: `${pulumi.getStack()}-${name}-instance` },
      },
      {
        parent: this,
        protect: args.protect && args.mayInterrupt !== true,
        dependsOn: args.updatesAfter ? [...dependsOn, args.updatesAfter.instance] : dependsOn,
        // A new AMI would replace the running instance and new user data would stop it, at any harmless edit.
        ignoreChanges: ["ami", "userData", "userDataBase64"],
        replacementTrigger: args.generation,
        // The interface can be attached to one instance at a time.
        deleteBeforeReplace: true,
      },
    );
  }
}

function checkArgs(
  name: string,
  { role, region, availabilityZone, port, generation }: RegionalSiteArgs,
): void {
  const roles: readonly string[] = ["primary", "backup"];
  const problems = [
    !roles.includes(role) && `role is "${role}", but must be primary or backup`,
    availabilityZone.slice(0, -1) !== region &&
      `availabilityZone "${availabilityZone}" is no zone of region "${region}"`,
    !(Number.isInteger(port) && port >= 1 && port <= 65_535) &&
      `port is ${port}, but must be from 1 to 65535`,
    !(Number.isInteger(generation) && generation >= 1) &&
      `generation is ${generation}, but must be 1 or more`,
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new pulumi.RunError(`RegionalSite "${name}": ${problems.join("; ")}`);
}
