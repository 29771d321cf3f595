import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { bootstrap } from "../../site/bootstrap";
import { RegionalSite, type RegionalSiteArgs } from "../../components/regionalSite";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { assertSound, inventory, resourceOf } from "../support/recordings";

/** Proves what one site registers from plain arguments, by itself: no stack file, no settings. */

const args: RegionalSiteArgs<"primary"> = {
  role: "primary",
  region: "eu-west-1",
  availabilityZone: "eu-west-1b",
  instanceType: "t4g.small",
  cidr: "10.1.0.0/20",
  port: 8080,
  generation: 3,
  amiParameter: "/my/ami",
  userData: "#!/bin/sh\n",
  protect: true,
};

const vpcName = "shop-vpc-eu-west-1b-10-1-0-0-20";

function recordSite(changes: Partial<RegionalSiteArgs<"primary">> = {}): Promise<Recording> {
  return record(() => {
    const provider = new aws.Provider("ireland", { region: "eu-west-1" });
    const site = new RegionalSite("shop", { ...args, ...changes }, { provider });
    return { endpoint: site.endpoint };
  });
}

describe("components/regionalSite", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordSite();
  });

  it("registers exactly this, all of it below itself and by the provider it was given", () => {
    assertSound(recording);
    assert.deepEqual(inventory(recording), [
      "aws:ec2/eip:Eip shop-address eu-west-1",
      "aws:ec2/eipAssociation:EipAssociation shop-address-association eu-west-1",
      "aws:ec2/instance:Instance shop-instance eu-west-1",
      "aws:ec2/networkInterface:NetworkInterface shop-interface eu-west-1",
      "aws:ec2/securityGroup:SecurityGroup shop-firewall eu-west-1",
      "aws:ec2/vpcEndpoint:VpcEndpoint shop-s3 eu-west-1",
      "aws:iam/instanceProfile:InstanceProfile shop-profile eu-west-1",
      "aws:iam/role:Role shop-role eu-west-1",
      "aws:iam/rolePolicy:RolePolicy shop-session-manager eu-west-1",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule shop-http-out eu-west-1",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule shop-https-out eu-west-1",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule shop-http-in eu-west-1",
      `awsx:ec2:Vpc ${vpcName} eu-west-1`,
      "pulumi:providers:aws ireland -",
      "website-failover:index:RegionalSite shop -",
    ]);
    const site = resourceOf(recording, "website-failover:index:RegionalSite", "shop");
    const outside = recording.resources.filter(({ parent }) => parent !== site.urn).map(({ name }) => name);
    assert.deepEqual(outside, ["ireland", "shop"]);
  });

  it("makes one public subnet in the zone it was told, without a NAT gateway", () => {
    assert.deepEqual(resourceOf(recording, "awsx:ec2:Vpc", vpcName).inputs, {
      cidrBlock: "10.1.0.0/20",
      availabilityZoneNames: ["eu-west-1b"],
      subnetStrategy: "Auto",
      subnetSpecs: [{ type: "Public", name: "public", cidrMask: 26 }],
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
    });
  });

  it("names the network after zone and range, so that another of either is made beside it", async () => {
    const names = async (changes: Partial<typeof args>) =>
      (await recordSite(changes)).resources.map(({ name }) => name);
    const here = await names({});
    const elsewhere = async (changes: Partial<typeof args>) =>
      (await names(changes)).filter((name) => !here.includes(name));
    assert.deepEqual(await elsewhere({ availabilityZone: "eu-west-1c" }), [
      "shop-vpc-eu-west-1c-10-1-0-0-20",
    ]);
    assert.deepEqual(await elsewhere({ cidr: "10.1.0.0/21" }), ["shop-vpc-eu-west-1b-10-1-0-0-21"]);
    assert.deepEqual(await elsewhere({ port: 80, instanceType: "t4g.medium" }), []);
  });

  it("reaches S3 inside the region's network", () => {
    const vpc = resourceOf(recording, "awsx:ec2:Vpc", vpcName);
    const tables = vpc.state["routeTables"] as { id: string }[];
    assert.deepEqual(resourceOf(recording, "aws:ec2/vpcEndpoint:VpcEndpoint", "shop-s3").inputs, {
      vpcId: vpc.state["vpcId"],
      serviceName: "com.amazonaws.eu-west-1.s3",
      vpcEndpointType: "Gateway",
      routeTableIds: tables.map(({ id }) => id),
      tags: { Name: "test-shop-s3" },
    });
  });

  it("lets in the site's port, lets out HTTP and HTTPS, and nothing else", () => {
    const rules = recording.resources.filter(({ type }) => type.startsWith("aws:vpc/securityGroup"));
    const ports = rules.map(({ name, inputs }) => [
      name,
      inputs["cidrIpv4"],
      inputs["ipProtocol"],
      inputs["fromPort"],
      inputs["toPort"],
    ]);
    assert.deepEqual(ports, [
      ["shop-http-out", "0.0.0.0/0", "tcp", 80, 80],
      ["shop-https-out", "0.0.0.0/0", "tcp", 443, 443],
      ["shop-http-in", "0.0.0.0/0", "tcp", 8080, 8080],
    ]);
  });

  it("puts the instance on its own interface, with IMDSv2 and an encrypted disk", () => {
    const { inputs } = resourceOf(recording, "aws:ec2/instance:Instance", "shop-instance");
    const [image] = recording.lookUps;
    assert.deepEqual([image?.inputs["name"], image?.region], ["/my/ami", "eu-west-1"]);
    const { ami, ...rest } = inputs;
    assert.match(String(ami), /^ami-/);
    assert.deepEqual(rest, {
      instanceType: "t4g.small",
      primaryNetworkInterface: {
        networkInterfaceId: resourceOf(
          recording,
          "aws:ec2/networkInterface:NetworkInterface",
          "shop-interface",
        ).id,
      },
      iamInstanceProfile: resourceOf(recording, "aws:iam/instanceProfile:InstanceProfile", "shop-profile")
        .state["name"],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { encrypted: true, volumeType: "gp3", tags: { Name: "test-shop-root" } },
      userData: "#!/bin/sh\n",
      tags: { Name: "test-shop-instance" },
    });
  });

  it("puts firewall, interface and address into its own network", () => {
    const { vpcId, publicSubnetIds } = resourceOf(recording, "awsx:ec2:Vpc", vpcName).state as {
      vpcId: string;
      publicSubnetIds: string[];
    };
    const group = resourceOf(recording, "aws:ec2/securityGroup:SecurityGroup", "shop-firewall");
    assert.deepEqual(group.inputs, {
      vpcId,
      description: "HTTP from everywhere, HTTP and HTTPS out",
      tags: { Name: "test-shop-firewall" },
    });
    assert.deepEqual(
      resourceOf(recording, "aws:ec2/networkInterface:NetworkInterface", "shop-interface").inputs,
      {
        subnetId: publicSubnetIds[0],
        securityGroups: [group.id],
        tags: { Name: "test-shop-interface" },
      },
    );
    assert.deepEqual(resourceOf(recording, "aws:ec2/eip:Eip", "shop-address").inputs, {
      domain: "vpc",
      tags: { Name: "test-shop-address" },
    });
  });

  it("gives the instance its address before it boots, and replaces it on a new generation only", () => {
    const { urn: vpc } = resourceOf(recording, "awsx:ec2:Vpc", vpcName);
    const instance = resourceOf(recording, "aws:ec2/instance:Instance", "shop-instance");
    const association = resourceOf(
      recording,
      "aws:ec2/eipAssociation:EipAssociation",
      "shop-address-association",
    );
    assert.equal(association.dependencies.includes(vpc), true, "the association needs the internet gateway");
    assert.equal(instance.dependencies.includes(vpc), true, "the first boot needs the routes");
    assert.equal(instance.dependencies.includes(association.urn), true);
    assert.deepEqual(
      [instance.replacementTrigger, instance.ignoreChanges, instance.deleteBeforeReplace],
      [3, ["ami", "userData", "userDataBase64"], true],
    );
  });

  it("grants the instance a Session Manager shell and nothing more", () => {
    const { inputs } = resourceOf(recording, "aws:iam/rolePolicy:RolePolicy", "shop-session-manager");
    assert.deepEqual(JSON.parse(String(inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "ssm:UpdateInstanceInformation",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
          ],
          Resource: "*",
        },
      ],
    });
  });

  const content = { accountId: "123456789012", tables: ["orders"] };

  it("grants content and tables of its own region beside, where there are any", async () => {
    const synced = await recordSite({ content });
    const added = inventory(synced).filter((line) => !inventory(recording).includes(line));
    assert.deepEqual(added, ["aws:iam/rolePolicy:RolePolicy shop-content eu-west-1"]);
    const { inputs } = resourceOf(synced, "aws:iam/rolePolicy:RolePolicy", "shop-content");
    assert.equal(inputs["role"], resourceOf(synced, "aws:iam/role:Role", "shop-role").id);
    const { Statement } = JSON.parse(String(inputs["policy"])) as { Statement: { Resource: string[] }[] };
    assert.deepEqual(
      Statement.flatMap(({ Resource }) => Resource),
      [
        "arn:aws:s3:::shop-content-test-123456789012-eu-west-1/current.json",
        "arn:aws:s3:::shop-content-test-123456789012-eu-west-1/releases/*",
        "arn:aws:dynamodb:eu-west-1:123456789012:table/website-failover-test-orders",
      ],
    );
  });

  it("pulls what it serves from its own region's bucket then, unless it is given user data", async () => {
    const userData = async (changes: Partial<RegionalSiteArgs<"primary">>) =>
      resourceOf(await recordSite(changes), "aws:ec2/instance:Instance", "shop-instance").inputs["userData"];
    const site = { role: "primary", region: "eu-west-1", port: 80, healthPath: "/healthz" } as const;
    assert.equal(
      await userData({ content, port: 80, userData: null }),
      bootstrap({ ...site, contentBucket: "shop-content-test-123456789012-eu-west-1" }),
    );
    assert.equal(await userData({ content }), "#!/bin/sh\n");
  });

  it("lets EC2 alone take that role, which is ready before the profile", () => {
    const role = resourceOf(recording, "aws:iam/role:Role", "shop-role");
    const policy = resourceOf(recording, "aws:iam/rolePolicy:RolePolicy", "shop-session-manager");
    const profile = resourceOf(recording, "aws:iam/instanceProfile:InstanceProfile", "shop-profile");
    assert.deepEqual(JSON.parse(String(role.inputs["assumeRolePolicy"])), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    assert.equal(policy.inputs["role"], role.id);
    assert.equal(profile.inputs["role"], role.state["name"]);
    assert.equal(profile.dependencies.includes(policy.urn), true);
  });

  it("protects interface, address and instance when asked, and nothing when not", async () => {
    const protectedBy = ({ resources }: Recording) =>
      resources.filter(({ protect }) => protect).map(({ name }) => name);
    assert.deepEqual(protectedBy(recording).sort(), ["shop-address", "shop-instance", "shop-interface"]);
    assert.deepEqual(protectedBy(await recordSite({ protect: false })), []);
  });

  it("takes the protection off the instance alone when it may be interrupted", async () => {
    const { resources } = await recordSite({ mayInterrupt: true });
    assert.deepEqual(
      resources
        .filter(({ protect }) => protect)
        .map(({ name }) => name)
        .sort(),
      ["shop-address", "shop-interface"],
    );
  });

  it("serves the sample shop when it is given no user data", async () => {
    const { inputs } = resourceOf(
      await recordSite({ userData: null }),
      "aws:ec2/instance:Instance",
      "shop-instance",
    );
    assert.equal(
      inputs["userData"],
      bootstrap({ role: "primary", region: "eu-west-1", port: 8080, healthPath: "/healthz" }),
    );
  });

  const mistakes: [title: string, changes: object, problem: string][] = [
    ["a role that is none", { role: "third" }, 'role is "third", but must be primary or backup'],
    [
      "a zone of another region",
      { availabilityZone: "us-east-1a" },
      'availabilityZone "us-east-1a" is no zone of region "eu-west-1"',
    ],
    ["port 0", { port: 0 }, "port is 0, but must be from 1 to 65535"],
    ["port 65536", { port: 65_536 }, "port is 65536, but must be from 1 to 65535"],
    ["generation 0", { generation: 0 }, "generation is 0, but must be 1 or more"],
  ];
  for (const [title, changes, problem] of mistakes) {
    it(`refuses ${title} before it registers anything`, async () => {
      const { errors, resources } = await recordSite(changes);
      assert.deepEqual(
        [errors, resources.map(({ name }) => name)],
        [[`RegionalSite "shop": ${problem}`], ["ireland"]],
      );
    });
  }

  it("accepts the ports at both ends of the range", async () => {
    for (const port of [1, 65_535]) assertSound(await recordSite({ port }));
  });
});
