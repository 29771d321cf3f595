import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contentAndTables, replicationAlarms } from "../edits/dataSyncEdits";
import { everythingOfDrills } from "../edits/drillEdits";
import { network, spelledOut } from "../edits/edit";
import { everyAlarm } from "../edits/monitoringEdits";
import { everythingOfOperations } from "../edits/operationsEdits";
import { everythingOfSwitch } from "../edits/switchEdits";
import { everythingOfWatcher } from "../edits/watcherEdits";
import { Engine } from "../harness/engine";
import { Project } from "../harness/project";
import { operationsOf } from "../harness/steps";

/** Proves a stack's whole life under the real engine: preview, update, the same again, and its end. */

const siteResources = [
  "Eip *-address",
  "EipAssociation *-address-association",
  "HealthCheck failover-*-check",
  "Instance *-instance",
  "InstanceProfile *-profile",
  "NetworkInterface *-interface",
  "Provider *",
  "Record failover-*",
  "Record failover-*-address",
  "RegionalSite *",
  "Role *-role",
  "RolePolicy *-session-manager",
  "SecurityGroup *-firewall",
  "SecurityGroupEgressRule *-http-out",
  "SecurityGroupEgressRule *-https-out",
  "SecurityGroupIngressRule *-http-in",
  "VpcEndpoint *-s3",
];
const everything = (
  [primary, backup]: readonly [string, string],
  email: string,
  drills: readonly string[],
) => [
  ...siteResources.flatMap((title) => [title.replace("*", "primary"), title.replace("*", "backup")]),
  ...Object.keys(network("primary", `us-east-1a-${primary}`, "create")),
  ...Object.keys(network("backup", `us-west-1a-${backup}`, "create")),
  ...Object.keys(everyAlarm("create", email)),
  ...Object.keys(spelledOut({ ...contentAndTables("create"), ...replicationAlarms("create") })),
  ...Object.keys(everythingOfSwitch("create")),
  ...Object.keys(spelledOut(everythingOfWatcher("create", email))),
  ...Object.keys(everythingOfOperations("create")),
  ...drills,
  ...["FailoverDns failover", "Provider global", "Stack", "Stash standing", "Stash zones"],
];

const protectedTypes = [
  ...["aws:ec2/eip:Eip", "aws:ec2/instance:Instance", "aws:ec2/networkInterface:NetworkInterface"],
  ...["aws:ec2/vpc:Vpc", "aws:s3/bucket:Bucket", "aws:dynamodb/table:Table"],
];

describe("a stack's life", () => {
  let engine: Engine;
  before(() => {
    engine = new Engine();
  });
  after(() => {
    engine.dispose();
  });

  const drills = Object.keys(everythingOfDrills("create"));
  for (const [stack, ranges, email, drilled] of [
    ["prod", ["10-10-0-0-16", "10-20-0-0-16"], "ops@example.com", []],
    ["staging", ["10-30-0-0-16", "10-40-0-0-16"], "staging@example.com", drills],
  ] as const) {
    it(`${stack}: is previewed, deployed, left alone by the same again, and taken down without a trace`, async () => {
      const project = Project.of(stack);
      try {
        const preview = await engine.run(project, "preview");
        assert.equal(preview.error, null);
        assert.deepEqual(
          operationsOf(preview.steps),
          Object.fromEntries(everything(ranges, email, drilled).map((title) => [title, "create"])),
        );
        assert.deepEqual(project.account.changes(), []);

        const up = await engine.run(project, "up");
        assert.equal(up.error, null);
        assert.deepEqual(operationsOf(up.steps), operationsOf(preview.steps));

        const again = await engine.run(project, "up");
        assert.deepEqual([again.error, again.steps], [null, []]);

        if (stack === "prod") {
          project.set("protect", false);
          assert.equal((await engine.run(project, "up")).error, null);
        }
        emptyTheBuckets(project);
        const end = await engine.run(project, "destroy");
        assert.equal(end.error, null);
        assert.deepEqual(project.account.resources(), []);
      } finally {
        project.remove();
      }
    });
  }

  it("deletes no content: S3 keeps a bucket that holds anything, and the end comes once it is emptied", async () => {
    const project = Project.of("staging");
    try {
      const contents = () =>
        project.account
          .resources()
          .filter(({ type, name }) => type.startsWith("aws:s3/bucketObj") && name.startsWith("sync-"));
      await engine.run(project, "up");
      assert.equal(contents().length, 3);
      assert.match((await engine.run(project, "destroy")).error ?? "", /BucketNotEmpty/);
      assert.equal(contents().length, 3);
      emptyTheBuckets(project);
      assert.equal((await engine.run(project, "destroy")).error, null);
      assert.deepEqual(project.account.resources(), []);
    } finally {
      project.remove();
    }
  });

  it("keeps every protected resource when somebody destroys prod", async () => {
    const project = Project.of("prod");
    try {
      const kept = () => project.account.resources().filter(({ type }) => protectedTypes.includes(type));
      await engine.run(project, "up");
      const before = kept();
      const { error } = await engine.run(project, "destroy");
      assert.match(error ?? "", /cannot be deleted/);
      // One table has both regions, everything else stands in each; the third bucket is the switch's.
      assert.equal(before.length, 2 * protectedTypes.length - 1 + 1);
      assert.deepEqual(kept(), before);
    } finally {
      project.remove();
    }
  });

  it("leaves a secret of the program unreadable in the state", async () => {
    const project = Project.of("staging");
    project.edit(
      "components/failoverDns.ts",
      "tags: { Name: tagName }",
      'tags: { Name: pulumi.secret("known-to-few") }',
    );
    try {
      assert.equal((await engine.run(project, "up")).error, null);
      const file = join(project.backendDirectory, ".pulumi/stacks/website-failover/staging.json");
      const check = project.account.resources().find(({ name }) => name === "failover-primary-check");
      assert.deepEqual((check?.inputs["tags"] as Record<string, string>)["Name"], "known-to-few");
      assert.equal(readFileSync(file, "utf8").includes("known-to-few"), false);
    } finally {
      project.remove();
    }
  });
});

/** What somebody has to do by hand: the program deletes nothing that may have been published since. */
function emptyTheBuckets({ account }: Project): void {
  for (const resource of account.resources())
    if (resource.type === "aws:s3/bucketObjectv2:BucketObjectv2") account.remove(resource);
}
