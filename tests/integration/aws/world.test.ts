import assert from "node:assert/strict";
import type { AwsSite } from "../../../drill/aws/topology";
import type { AwsState } from "../../support/aws/awsState";
import { runFailover } from "../../support/aws/runFailover";
import { startAwsWorld, type AwsWorld } from "../../support/aws/world";
import {
  everybodyIsAt,
  everyCheckerPasses,
  failingCheckers,
  instanceState,
  meets,
  until,
} from "./shopSights";

/**
 * Proves each link of the local AWS by the real SDK: what is said to the APIs happens to the shop, what happens to the
 * shop is told by the APIs, and nothing is left of it when it is undone.
 */
describe("the local AWS", function () {
  this.timeout(60_000);

  let world: AwsWorld;
  let asDeployed: AwsState;
  let primary: AwsSite;
  let backup: AwsSite;
  before(async () => {
    world = await startAwsWorld({ speed: 20, stoppingSeconds: 60 });
    asDeployed = await world.stateOf();
    [primary, backup] = world.topology.sites;
  });
  after(() => world.stop());

  const primaryComesToMeet = (expected: string) =>
    until(world, `the primary: ${expected}`, async () => (await meets(world, primary)) === expected);

  it("begins with a healthy pair", async () => {
    const { ingressRules, instances, schedules, journal, isSwitchOn } = asDeployed;
    assert.deepEqual(
      { instances, schedules, journal, isSwitchOn, ingressRules },
      {
        instances: { primary: "running", backup: "running" },
        schedules: [],
        journal: null,
        isSwitchOn: false,
        ingressRules: [primary, backup].map(({ ingressRuleId: id }) => ({
          id,
          protocol: "tcp",
          fromPort: 80,
          toPort: 80,
          cidrIpv4: "0.0.0.0/0",
          description: "HTTP from everywhere",
        })),
      },
    );
    await everybodyIsAt(world, primary);
    await everyCheckerPasses(world, primary);
    const sts = world.clients.sts(backup.region);
    const { Account: account } = await sts.client.send(new sts.sdk.GetCallerIdentityCommand({}));
    assert.equal(account, world.topology.accountId);
  });

  it("lists the zone as Route 53 does", async () => {
    const { sdk, client } = world.clients.route53();
    const { zone, sites } = world.topology;
    const listed = await client.send(new sdk.ListResourceRecordSetsCommand({ HostedZoneId: zone.id }));
    const target = (name: string) => `${name} of ${zone.id}`;
    assert.deepEqual(
      listed.ResourceRecordSets?.map(
        ({ Name: name, Type: type, TTL: ttl, ResourceRecords: records, ...set }) => [
          ...[name, type, set.Failover, ttl],
          set.AliasTarget
            ? `${set.AliasTarget.DNSName} of ${set.AliasTarget.HostedZoneId}`
            : records?.map(({ Value: value }) => value).join(),
        ],
      ),
      [
        ["example.com.", "NS", undefined, 172_800, zone.nameServers.map((server) => `${server}.`).join()],
        [
          ...["example.com.", "SOA", undefined, 900],
          "ns-2048.awsdns-64.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400",
        ],
        ["backup.example.com.", "A", undefined, 20, sites[1].publicIp],
        ["primary.example.com.", "A", undefined, 20, sites[0].publicIp],
        ["www.example.com.", "A", "SECONDARY", undefined, target("backup.example.com.")],
        ["www.example.com.", "A", "PRIMARY", undefined, target("primary.example.com.")],
      ],
    );
  });

  it("lets a stopping instance refuse and a stopped one hang, and brings it home", async () => {
    const { sdk, client } = world.clients.ec2(primary.region);
    const ids = { InstanceIds: [primary.instanceId] };
    await client.send(new sdk.StopInstancesCommand(ids));
    assert.deepEqual(
      [await instanceState(world, primary), await meets(world, primary)],
      ["stopping", "refused"],
    );
    await assert.rejects(client.send(new sdk.StartInstancesCommand(ids)), { name: "IncorrectInstanceState" });
    await until(world, "it is stopped", async () => (await instanceState(world, primary)) === "stopped");
    await primaryComesToMeet("hangs");
    await everybodyIsAt(world, backup);
    assert.ok((await failingCheckers(world, primary)) > 13);

    await client.send(new sdk.StartInstancesCommand(ids));
    await primaryComesToMeet("connected");
    // Once more changes nothing.
    await client.send(new sdk.StartInstancesCommand(ids));
    assert.notEqual(await meets(world, primary), "refused");
    await everybodyIsAt(world, primary);
    assert.deepEqual(await world.stateOf(), asDeployed);
  });

  it("lets a site hang behind a rule that lets nobody in, and keeps the rule", async () => {
    const { sdk, client } = world.clients.ec2(primary.region);
    const change = (CidrIpv4: string) =>
      client.send(
        new sdk.ModifySecurityGroupRulesCommand({
          GroupId: primary.securityGroupId,
          SecurityGroupRules: [
            {
              SecurityGroupRuleId: primary.ingressRuleId,
              SecurityGroupRule: {
                IpProtocol: "tcp",
                FromPort: 80,
                ToPort: 80,
                CidrIpv4,
                Description: "HTTP from everywhere",
              },
            },
          ],
        }),
      );
    await change("192.0.2.1/32");
    await primaryComesToMeet("hangs");
    await everybodyIsAt(world, backup);
    await change("0.0.0.0/0");
    await primaryComesToMeet("connected");
    await everybodyIsAt(world, primary);
    assert.deepEqual(await world.stateOf(), asDeployed);
  });

  it("kills and starts the web server by the stack's documents", async () => {
    const { sdk, client } = world.clients.ssm(primary.region);
    const run = async (document: string): Promise<string | undefined> => {
      const { Command: command } = await client.send(
        new sdk.SendCommandCommand({ DocumentName: document, InstanceIds: [primary.instanceId] }),
      );
      const invocation = { CommandId: command?.CommandId, InstanceId: primary.instanceId };
      const { Status: status } = await client.send(new sdk.GetCommandInvocationCommand(invocation));
      return status;
    };
    const { stopServerDocument, startServerDocument } = world.topology.operations!;
    assert.equal(await run(stopServerDocument), "Success");
    await primaryComesToMeet("refused");
    assert.equal(await run(startServerDocument), "Success");
    await primaryComesToMeet("connected");
  });

  it("inverts a check without losing what the update does not name", async () => {
    const { sdk, client } = world.clients.route53();
    const update = (HealthCheckId: string, change: object) =>
      client.send(new sdk.UpdateHealthCheckCommand({ HealthCheckId, ...change }));
    await update(primary.healthCheckId, { Inverted: true });
    await everybodyIsAt(world, backup);
    await everyCheckerPasses(world, primary);
    await update(primary.healthCheckId, { Inverted: false });
    await update(world.topology.operatorSwitch!.calculatedHealthCheckId, { Inverted: false });
    await everybodyIsAt(world, primary);
    assert.deepEqual(await world.stateOf(), asDeployed);
  });

  it("turns the switch by its object", async () => {
    const { region, bucketName: Bucket, key: Key, searchString } = world.topology.operatorSwitch!;
    const { sdk, client } = world.clients.s3(region);
    await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: `${searchString}\n` }));
    await everybodyIsAt(world, backup);
    await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
    await everybodyIsAt(world, primary);
    assert.deepEqual(await world.stateOf(), asDeployed);
  });

  it("raises the alarm on a check a minute after it has turned", async () => {
    const [alarm] = world.topology.alarms.filter(({ name }) => name.endsWith("backup-unhealthy"));
    const { sdk, client } = world.clients.cloudWatch(alarm!.region);
    const isIn = (state: string) => async () => {
      const { MetricAlarms: alarms } = await client.send(
        new sdk.DescribeAlarmsCommand({ AlarmNames: [alarm!.name] }),
      );
      return alarms?.[0]?.StateValue === state;
    };
    assert.equal(await isIn("OK")(), true);
    await world.setServer("backup", false);
    await until(world, "it sounds", isIn("ALARM"));
    await world.setServer("backup", true);
    await until(world, "it is over", isIn("OK"));
  });

  it("runs a command as a process of its own, which finds the shop by the flags", async () => {
    // `serve` probes the recorded stack, whose addresses are the deployed one's.
    const maps = world.flags.filter((_, at) => world.flags[at - (at % 2)] === "--map");
    const command = runFailover(["serve", "--stack", "prod", "--speed", "5", "--json", ...maps], world);
    await command.written('"reason":"Success: HTTP Status Code 200, OK"');
    command.kill("SIGINT");
    const { code, stderr } = await command.ended;
    assert.deepEqual([code, stderr], [0, ""]);
  }).timeout(120_000);
});
