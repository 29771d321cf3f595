import assert from "node:assert/strict";
import { Engine } from "../harness/engine";
import { silentMoments } from "../harness/nameThroughout";
import { Project } from "../harness/project";
import { resourceTypes } from "../standIns/resourceTypes";

/**
 * Proves that an update which fails at any kind of resource is finished by the next one, with nothing made twice and
 * nothing left over.
 */

/** Every kind that the program makes, none before what it stands on. */
const kinds = [
  ...["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy", "aws:iam/instanceProfile:InstanceProfile"],
  ...["aws:ec2/vpc:Vpc", "aws:ec2/internetGateway:InternetGateway", "aws:ec2/subnet:Subnet"],
  ...["aws:ec2/routeTable:RouteTable", "aws:ec2/route:Route"],
  ...["aws:ec2/routeTableAssociation:RouteTableAssociation", "aws:ec2/vpcEndpoint:VpcEndpoint"],
  ...["aws:ec2/securityGroup:SecurityGroup", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"],
  ...["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "aws:ec2/networkInterface:NetworkInterface"],
  ...["aws:ec2/eip:Eip", "aws:ec2/eipAssociation:EipAssociation", "aws:ec2/instance:Instance"],
  ...["aws:route53/zone:Zone", "aws:route53/healthCheck:HealthCheck", "aws:route53/record:Record"],
];
/** Those of the operator's switch, which has a test of its own: tests/engine/switch. */
const kindsOfSwitch = [
  ...["aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning"],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  ...["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "aws:s3/bucketPolicy:BucketPolicy"],
  "aws:s3/bucketObjectv2:BucketObjectv2",
];
const demanded = /InternalFailure: the test asked for this failure/;

describe("an update that fails midway", () => {
  let engine: Engine;
  let project: Project;
  before(() => {
    engine = new Engine();
  });
  beforeEach(() => {
    project = Project.of("prod");
  });
  afterEach(() => {
    project.remove();
  });
  after(() => {
    engine.dispose();
  });

  const countByName = () => {
    const counts = new Map<string, number>();
    for (const { type, name } of project.account.resources()) {
      const title = `${type} ${name}`;
      counts.set(title, (counts.get(title) ?? 0) + 1);
    }
    return counts;
  };

  it("knows every kind", () => {
    assert.deepEqual([...kinds, ...kindsOfSwitch].sort(), Object.keys(resourceTypes).sort());
  });

  it("is finished by the next, at whatever kind of resource each of them fails", async () => {
    project.set("zone", { create: true });
    for (const round of kinds.keys()) {
      const failures = kinds.slice(round).map((type) => ({ operation: "create" as const, type }));
      project.suppose({ failures });
      assert.match((await engine.run(project, "up")).error ?? "", demanded);
      const made = new Set(project.account.resources().map(({ type }) => type));
      assert.deepEqual(
        [...made].filter((type) => !kinds.slice(0, round).includes(type)),
        [],
      );
    }
    project.suppose({ failures: [] });
    assert.equal((await engine.run(project, "up")).error, null);
    assert.equal(Math.max(...countByName().values()), 1);
    const creations = project.account.changes().filter(({ operation }) => operation === "create");
    assert.equal(creations.length, project.account.resources().length);
    assert.deepEqual((await engine.run(project, "up")).steps, []);
  }).timeout(600_000);

  it("is finished by the next where AWS made the resource and failed afterwards", async () => {
    const kindsToFail = [
      ...["aws:ec2/eip:Eip", "aws:route53/healthCheck:HealthCheck", "aws:route53/record:Record"],
      "aws:ec2/instance:Instance",
    ];
    for (const [round, type] of kindsToFail.entries()) {
      const later = kindsToFail
        .slice(round + 1)
        .map((other) => ({ operation: "create" as const, type: other }));
      project.suppose({ failures: [{ operation: "create", type, isPartial: true }, ...later] });
      assert.match((await engine.run(project, "up")).error ?? "", demanded);
      assert.equal(
        project.account.resources().some((resource) => resource.type === type),
        true,
      );
    }
    project.suppose({ failures: [] });
    assert.equal((await engine.run(project, "up")).error, null);
    assert.equal(Math.max(...countByName().values()), 1);
  }).timeout(300_000);

  for (const [operation, type] of [
    ["update", "aws:route53/record:Record"],
    ["delete", "aws:route53/healthCheck:HealthCheck"],
  ] as const) {
    it(`answers all the while when the ${operation} of a ${type} fails in a replacement of the checks`, async () => {
      await engine.run(project, "up");
      const before = project.account.resources();
      const changesBefore = project.account.changes().length;
      project.set("healthCheck.requestIntervalSeconds", 30);
      project.set("rtoSeconds", 100);
      project.suppose({ failures: [{ operation, type }] });
      assert.match((await engine.run(project, "up")).error ?? "", demanded);
      project.suppose({ failures: [] });
      assert.equal((await engine.run(project, "up")).error, null);
      assert.equal(Math.max(...countByName().values()), 1);
      const changes = project.account.changes().slice(changesBefore);
      assert.deepEqual(silentMoments(before, changes, ["www.example.com"]), []);
      assert.deepEqual((await engine.run(project, "up")).steps, []);
    });
  }
});
