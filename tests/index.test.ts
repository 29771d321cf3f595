import assert from "node:assert/strict";
import { recordStack } from "../recording/record";
import type { Mode, Recording } from "../recording/recording";
import { stackNames } from "../recording/stackFiles";
import { resolve } from "node:path";
import { assertSound, inventory, resourceOf } from "./support/recordings";
import { brokenWiring } from "./support/wiring";

/**
 * Runs index.ts under each stack file of the project, as an update and as a preview.
 *
 * Proves what the program registers: every resource, its region, its protection and the whole wiring of checks,
 * records and addresses. Does not prove what the engine makes of it (replacements, order) nor what AWS accepts.
 */

const stacks = stackNames(resolve(__dirname, ".."));

const siteResources = (site: string, region: string, range: string) => [
  `aws:ec2/eip:Eip ${site}-address ${region}`,
  `aws:ec2/eipAssociation:EipAssociation ${site}-address-association ${region}`,
  `aws:ec2/instance:Instance ${site}-instance ${region}`,
  `aws:ec2/networkInterface:NetworkInterface ${site}-interface ${region}`,
  `aws:ec2/securityGroup:SecurityGroup ${site}-firewall ${region}`,
  `aws:ec2/vpcEndpoint:VpcEndpoint ${site}-s3 ${region}`,
  `aws:iam/instanceProfile:InstanceProfile ${site}-profile ${region}`,
  `aws:iam/role:Role ${site}-role ${region}`,
  `aws:iam/rolePolicy:RolePolicy ${site}-session-manager ${region}`,
  `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ${site}-http-out ${region}`,
  `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ${site}-https-out ${region}`,
  `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ${site}-http-in ${region}`,
  `awsx:ec2:Vpc ${site}-vpc-${region}a-${range} ${region}`,
  `website-failover:index:RegionalSite ${site} -`,
];

const everything = ([primary, backup]: readonly [string, string]) => [
  ...siteResources("primary", "us-east-1", primary),
  ...siteResources("backup", "us-west-1", backup),
  "aws:route53/healthCheck:HealthCheck failover-backup-check us-east-1",
  "aws:route53/healthCheck:HealthCheck failover-primary-check us-east-1",
  "aws:route53/record:Record failover-backup us-east-1",
  "aws:route53/record:Record failover-backup-address us-east-1",
  "aws:route53/record:Record failover-primary us-east-1",
  "aws:route53/record:Record failover-primary-address us-east-1",
  "pulumi:index:Stash standing -",
  "pulumi:index:Stash zones -",
  "pulumi:providers:aws backup -",
  "pulumi:providers:aws global -",
  "pulumi:providers:aws primary -",
  "website-failover:index:FailoverDns failover -",
];

const switchBucket = "failover-switch-prod-123456789012-us-west-1-an";

const switchResources = [
  "aws:route53/healthCheck:HealthCheck failover-primary-and-switch-check us-east-1",
  "aws:route53/healthCheck:HealthCheck failover-switch-check us-east-1",
  "aws:s3/bucket:Bucket switch-bucket us-west-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 switch-canary us-west-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 switch-topology us-west-1",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls switch-ownership us-west-1",
  "aws:s3/bucketPolicy:BucketPolicy switch-policy us-west-1",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock switch-public-access us-west-1",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration switch-encryption us-west-1",
  "aws:s3/bucketVersioning:BucketVersioning switch-versioning us-west-1",
  "website-failover:index:OperatorSwitch switch -",
];

const protectedNames = [
  "backup-address",
  "backup-instance",
  "backup-interface",
  "primary-address",
  "primary-instance",
  "primary-interface",
];

/** The ranges of primary and backup, as the networks' names hold them. */
const prodRanges = ["10-10-0-0-16", "10-20-0-0-16"] as const;
const stagingRanges = ["10-30-0-0-16", "10-40-0-0-16"] as const;

/** What the stack files are meant to say, written down a second time. */
const expected: Record<
  string,
  {
    hostname: string;
    suffix: string;
    ranges: readonly [string, string];
    interval: number;
    worst: number;
    protect: boolean;
  }
> = {
  prod: { hostname: "www", suffix: "", ranges: prodRanges, interval: 10, worst: 60, protect: true },
  staging: {
    hostname: "staging",
    suffix: "-staging",
    ranges: stagingRanges,
    interval: 30,
    worst: 100,
    protect: false,
  },
};

describe("index", () => {
  it("is run for every stack file", () => {
    assert.deepEqual(stacks, Object.keys(expected).sort());
  });

  for (const stack of stacks) {
    const { hostname, suffix, ranges, interval, worst, protect } = expected[stack]!;

    for (const mode of ["update", "preview"] satisfies Mode[]) {
      it(`${stack}: registers exactly this in ${mode} mode`, async () => {
        const recording = await recordStack(stack, { mode });
        assertSound(recording);
        assert.deepEqual(inventory(recording), everything(ranges).sort());
      });
    }

    describe(`${stack} as an update`, () => {
      let recording: Recording;
      beforeEach(async () => {
        recording = await recordStack(stack);
      });

      it("protects exactly what must not go by accident", () => {
        const names = recording.resources.filter((resource) => resource.protect).map(({ name }) => name);
        assert.deepEqual(names.sort(), protect ? protectedNames : []);
      });

      it("touches an instance only for its generation, type and network", () => {
        for (const site of ["primary", "backup"]) {
          const instance = resourceOf(recording, "aws:ec2/instance:Instance", `${site}-instance`);
          assert.deepEqual(instance.ignoreChanges, ["ami", "userData", "userDataBase64"]);
          assert.equal(instance.deleteBeforeReplace, true);
          assert.equal(instance.replacementTrigger, 1);
        }
      });

      it("settles the backup's instance before it touches the primary's", () => {
        const backup = resourceOf(recording, "aws:ec2/instance:Instance", "backup-instance");
        const primary = resourceOf(recording, "aws:ec2/instance:Instance", "primary-instance");
        assert.equal(primary.dependencies.includes(backup.urn), true);
        assert.equal(backup.dependencies.includes(primary.urn), false);
      });

      it("works in the stack's account only and tags what it makes", () => {
        const providers = ["backup", "global", "primary"].map((name) => {
          const { inputs } = resourceOf(recording, "pulumi:providers:aws", name);
          return [name, inputs["region"], inputs["allowedAccountIds"], inputs["defaultTags"]];
        });
        const tags = (site?: string) =>
          JSON.stringify({ tags: { project: "website-failover", stack, ...(site && { site }) } });
        assert.deepEqual(providers, [
          ["backup", "us-west-1", '["123456789012"]', tags("backup")],
          ["global", "us-east-1", '["123456789012"]', tags()],
          ["primary", "us-east-1", '["123456789012"]', tags("primary")],
        ]);
      });

      it("wires checks, records and addresses as a failover pair", () => {
        assert.deepEqual(brokenWiring(recording, { hostname, suffix, interval }), []);
      });

      it("promises a worst case within its own limit", () => {
        const budget = recording.outputs["failoverBudget"] as { worstSeconds: number; rtoSeconds: number };
        assert.deepEqual([budget.worstSeconds, budget.rtoSeconds], [worst, worst]);
      });

      it("puts out what tools need", () => {
        const { outputs } = recording;
        assert.deepEqual(Object.keys(outputs).sort(), [
          "backupUrl",
          "failoverBudget",
          "nameServers",
          "primaryUrl",
          "topology",
          "url",
        ]);
        assert.deepEqual(
          [outputs["url"], outputs["primaryUrl"], outputs["backupUrl"]],
          [
            `http://${hostname}.example.com`,
            `http://primary${suffix}.example.com`,
            `http://backup${suffix}.example.com`,
          ],
        );
        const { sites, ...topology } = outputs["topology"] as { sites: Record<string, unknown>[] };
        assert.deepEqual(topology, {
          version: 2,
          stack,
          accountId: "123456789012",
          zone: { id: "Z0123456789EXAMPLE", name: "example.com" },
          record: { name: `${hostname}.example.com`, type: "A" },
          operatorSwitch: null,
        });
        const idOf = (type: string, name: string) => resourceOf(recording, type, name).id;
        const site = (role: string, region: string) => ({
          role,
          region,
          instanceId: idOf("aws:ec2/instance:Instance", `${role}-instance`),
          networkInterfaceId: idOf("aws:ec2/networkInterface:NetworkInterface", `${role}-interface`),
          securityGroupId: idOf("aws:ec2/securityGroup:SecurityGroup", `${role}-firewall`),
          ingressRuleId: idOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", `${role}-http-in`),
          publicIp: resourceOf(recording, "aws:ec2/eip:Eip", `${role}-address`).state["publicIp"],
          allocationId: idOf("aws:ec2/eip:Eip", `${role}-address`),
          recordName: `${role}${suffix}.example.com`,
          setIdentifier: `${hostname}-${role}`,
          healthCheckId: idOf("aws:route53/healthCheck:HealthCheck", `failover-${role}-check`),
        });
        assert.deepEqual(sites, [site("primary", "us-east-1"), site("backup", "us-west-1")]);
        assert.deepEqual(recording.secretOutputs, []);
      });
    });
  }

  it("gives the stacks disjoint record names, so that they can share a zone", async () => {
    const names: string[] = [];
    for (const stack of stacks) {
      const { resources } = await recordStack(stack);
      const records = resources.filter(({ type }) => type === "aws:route53/record:Record");
      names.push(...new Set(records.map(({ inputs }) => String(inputs["name"]))));
    }
    assert.deepEqual(names.sort(), [...new Set(names)].sort());
    assert.equal(names.length, 6);
  });

  it("makes a switch where a stack asks for it, in the backup's region, with its checks beside the others", async () => {
    const config = { "website-failover:operatorSwitch": '{"enabled":true}' };
    const recording = await recordStack("prod", { config });
    assertSound(recording);
    assert.deepEqual(inventory(recording), [...everything(prodRanges), ...switchResources].sort());
    const protectedBuckets = recording.resources.filter(
      ({ type, protect }) => type === "aws:s3/bucket:Bucket" && protect,
    );
    assert.deepEqual(
      protectedBuckets.map(({ inputs }) => inputs["bucket"]),
      [switchBucket],
    );
    const topology = recording.outputs["topology"] as { operatorSwitch: Record<string, unknown> };
    const idOf = (name: string) => resourceOf(recording, "aws:route53/healthCheck:HealthCheck", name).id;
    assert.deepEqual(topology.operatorSwitch, {
      region: "us-west-1",
      bucketName: switchBucket,
      fqdn: `${switchBucket}.s3.us-west-1.amazonaws.com`,
      searchString: "go-to-the-backup",
      key: "force-backup",
      healthCheckId: idOf("failover-switch-check"),
      calculatedHealthCheckId: idOf("failover-primary-and-switch-check"),
    });
    const copy = resourceOf(recording, "aws:s3/bucketObjectv2:BucketObjectv2", "switch-topology");
    assert.deepEqual(JSON.parse(String(copy.inputs["content"])), topology);
    assert.deepEqual([copy.inputs["bucket"], copy.inputs["key"]], [switchBucket, "topology.json"]);
  });

  it("hands a stack's own tags to every provider", async () => {
    const { resources } = await recordStack("prod", {
      config: { "website-failover:tags": '{"team":"shop"}' },
    });
    const tags = resources
      .filter(({ type }) => type === "pulumi:providers:aws")
      .map(
        ({ inputs }) =>
          (JSON.parse(String(inputs["defaultTags"])) as { tags: Record<string, string> }).tags["team"],
      );
    assert.deepEqual(tags, ["shop", "shop", "shop"]);
  });

  it("makes a zone of its own where a stack asks for it, protected and with accelerated recovery", async () => {
    const config = { "website-failover:zone": '{"create":true}' };
    const recording = await recordStack("prod", { config });
    assertSound(recording);
    assert.deepEqual(
      inventory(recording),
      [...everything(prodRanges), "aws:route53/zone:Zone failover-zone us-east-1"].sort(),
    );
    const zone = resourceOf(recording, "aws:route53/zone:Zone", "failover-zone");
    assert.deepEqual(
      [
        zone.protect,
        zone.inputs["name"],
        zone.inputs["enableAcceleratedRecovery"],
        zone.inputs["forceDestroy"],
      ],
      [true, "example.com", true, false],
    );
    assert.deepEqual(recording.outputs["nameServers"], zone.state["nameServers"]);
    const record = resourceOf(recording, "aws:route53/record:Record", "failover-primary");
    assert.equal(record.inputs["zoneId"], zone.state["zoneId"]);
  });
});
