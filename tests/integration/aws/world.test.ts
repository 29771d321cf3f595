import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { AwsClients } from "../../../drill/aws/clients";
import type { AwsSite } from "../../../drill/aws/topology";
import { askServer } from "../../../rehearsal/dns/client";
import { resolutionOf } from "../../../rehearsal/dns/resolver";
import type { Disturbance } from "../../support/aws/disturbance";
import type { AwsState } from "../../support/aws/awsState";
import { runFailover } from "../../support/aws/runFailover";
import { startAwsWorld, type AwsWorld } from "../../support/aws/world";

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
    world = await startAwsWorld({ speed: 20 });
    asDeployed = await world.stateOf();
    [primary, backup] = world.topology.sites;
  });
  after(() => world.stop());

  const ec2 = () => world.clients.ec2(primary.region);

  /** Resolves when it holds; rejects when it has not for so many scenario seconds. */
  const until = async (what: string, holds: () => Promise<boolean>, limitSeconds = 240): Promise<void> => {
    const limit = world.clock.nowSeconds() + limitSeconds;
    while (!(await holds())) {
      if (world.clock.nowSeconds() > limit) assert.fail(`For ${limitSeconds} s, not: ${what}`);
      await world.clock.sleep(1);
    }
  };
  const answers = async (server: "dns" | "resolver", site: AwsSite): Promise<boolean> => {
    const question = { name: world.topology.record.name, type: "A" } as const;
    const { addresses } = resolutionOf(await askServer(world.shop[server], question), question);
    return addresses.join() === site.publicIp;
  };
  const everybodyIsAt = async (site: AwsSite): Promise<void> => {
    await until(`the name server answers with the ${site.role}`, () => answers("dns", site));
    await until(`the resolver answers with the ${site.role}`, () => answers("resolver", site));
  };
  /** What an attempt to connect to the primary comes to: within 100 ms of the wall's, or it hangs. */
  const primaryMeets = async (): Promise<string> => {
    const { address: host, port } = world.shop.siteAddresses.get("primary")!;
    const socket = connect({ host, port });
    try {
      await once(socket, "connect", { signal: AbortSignal.timeout(100) });
      return "connected";
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ECONNREFUSED" ? "refused" : "hangs";
    } finally {
      socket.destroy();
    }
  };
  const primaryComesToMeet = (expected: string) =>
    until(`whoever connects to the primary: ${expected}`, async () => (await primaryMeets()) === expected);
  const instanceState = async (): Promise<string | undefined> => {
    const { sdk, client } = ec2();
    const { Reservations: reservations } = await client.send(
      new sdk.DescribeInstancesCommand({ InstanceIds: [primary.instanceId] }),
    );
    return reservations?.[0]?.Instances?.[0]?.State?.Name;
  };
  const failuresSeen = async (): Promise<number> => {
    const { sdk, client } = world.clients.route53();
    const { HealthCheckObservations: observations = [] } = await client.send(
      new sdk.GetHealthCheckStatusCommand({ HealthCheckId: primary.healthCheckId }),
    );
    assert.equal(observations.length, 16);
    return observations.filter(({ StatusReport: report }) => report?.Status?.startsWith("Failure: ")).length;
  };

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
    await everybodyIsAt(primary);
    await until("every checker sees it healthy", async () => (await failuresSeen()) === 0);
    const sts = world.clients.sts(backup.region);
    const { Account: account } = await sts.client.send(new sts.sdk.GetCallerIdentityCommand({}));
    assert.equal(account, world.topology.accountId);
  });

  it("lets a stopping instance refuse and a stopped one hang, and brings it home", async () => {
    const { sdk, client } = ec2();
    const ids = { InstanceIds: [primary.instanceId] };
    await client.send(new sdk.StopInstancesCommand(ids));
    assert.deepEqual([await instanceState(), await primaryMeets()], ["stopping", "refused"]);
    await assert.rejects(client.send(new sdk.StartInstancesCommand(ids)), { name: "IncorrectInstanceState" });
    await until("it is stopped", async () => (await instanceState()) === "stopped");
    await primaryComesToMeet("hangs");
    await everybodyIsAt(backup);
    assert.ok((await failuresSeen()) > 13);

    await client.send(new sdk.StartInstancesCommand(ids));
    await primaryComesToMeet("connected");
    // Once more changes nothing.
    await client.send(new sdk.StartInstancesCommand(ids));
    assert.equal(await primaryMeets(), "connected");
    await everybodyIsAt(primary);
    assert.deepEqual(await world.stateOf(), asDeployed);
  });

  it("lets a site hang behind a rule that lets nobody in, and keeps the rule", async () => {
    const { sdk, client } = ec2();
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
    assert.equal(await primaryMeets(), "hangs");
    await everybodyIsAt(backup);
    await change("0.0.0.0/0");
    assert.equal(await primaryMeets(), "connected");
    await everybodyIsAt(primary);
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
    assert.equal(await primaryMeets(), "refused");
    assert.equal(await run(startServerDocument), "Success");
    assert.equal(await primaryMeets(), "connected");
  });

  it("inverts a check without losing what the update does not name", async () => {
    const { sdk, client } = world.clients.route53();
    const update = (HealthCheckId: string, change: object) =>
      client.send(new sdk.UpdateHealthCheckCommand({ HealthCheckId, ...change }));
    await update(primary.healthCheckId, { Inverted: true });
    await everybodyIsAt(backup);
    await until("no checker has anything to notice", async () => (await failuresSeen()) === 0);
    await update(primary.healthCheckId, { Inverted: false });
    await update(world.topology.operatorSwitch!.calculatedHealthCheckId, { Inverted: false });
    await everybodyIsAt(primary);
    assert.deepEqual(await world.stateOf(), asDeployed);
  });

  it("turns the switch by its object", async () => {
    const { region, bucketName: Bucket, key: Key, searchString } = world.topology.operatorSwitch!;
    const { sdk, client } = world.clients.s3(region);
    await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: `${searchString}\n` }));
    await everybodyIsAt(backup);
    await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
    await everybodyIsAt(primary);
    assert.deepEqual(await world.stateOf(), asDeployed);
  });

  it("puts an object only where there is none, or the one that is named", async () => {
    const { region, bucketName: Bucket } = world.topology.operatorSwitch!;
    const { sdk, client } = world.clients.s3(region);
    const put = (condition: object) =>
      client.send(new sdk.PutObjectCommand({ Bucket, Key: "drills/lock", Body: "{}", ...condition }));
    const { ETag: etag } = await put({ IfNoneMatch: "*" });
    await assert.rejects(put({ IfNoneMatch: "*" }), { name: "PreconditionFailed" });
    await assert.rejects(put({ IfMatch: '"0123"' }), { name: "PreconditionFailed" });
    await put({ IfMatch: etag });
  });

  describe("schedules", () => {
    const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);
    const create = async (at: Date, [service, action, input]: readonly [string, string, object]) => {
      const { sdk, client } = world.clients.scheduler(primary.region);
      await client.send(
        new sdk.CreateScheduleCommand({
          Name: "undo",
          ScheduleExpression: `at(${at.toISOString().slice(0, 19)})`,
          ActionAfterCompletion: "DELETE",
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: {
            Arn: `arn:aws:scheduler:::aws-sdk:${service}:${action}`,
            RoleArn: world.topology.operations!.restoreRoleArn,
            Input: JSON.stringify(input),
          },
        }),
      );
    };
    const start = () => ["ec2", "startInstances", { InstanceIds: [primary.instanceId] }] as const;

    it("go off at their time, and are gone", async () => {
      const { sdk, client } = ec2();
      await client.send(new sdk.StopInstancesCommand({ InstanceIds: [primary.instanceId] }));
      await create(inSeconds(2), start());
      await until("the primary runs again", async () => (await instanceState()) === "running");
      await until("the schedule is gone", async () => (await world.stateOf()).schedules.length === 0);
      await primaryComesToMeet("connected");
    });

    it("wait until time is let pass", async () => {
      await create(inSeconds(3_600), start());
      await world.fireDue(inSeconds(3_590));
      assert.deepEqual((await world.stateOf()).schedules, ["undo"]);
      const seen = world.calls.length;
      await world.fireDue(inSeconds(3_610));
      assert.deepEqual((await world.stateOf()).schedules, []);
      assert.deepEqual(
        world.calls.slice(seen).map(({ service, region, operation }) => [service, region, operation]),
        [["ec2", primary.region, "StartInstances"]],
      );
    });

    it("are not made with a time that AWS would not take", async () => {
      const { sdk, client } = world.clients.scheduler(primary.region);
      const schedule = {
        Name: "undo",
        ScheduleExpression: `at(${new Date(0).toISOString()})`,
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: { Arn: "arn:aws:scheduler:::aws-sdk:ec2:startInstances", RoleArn: "arn:aws:iam::1:role/r" },
      } as const;
      await assert.rejects(client.send(new sdk.CreateScheduleCommand(schedule)), {
        name: "ValidationException",
      });
    });
  });

  const region = "us-west-1";
  const troubles: readonly [
    Disturbance["kind"],
    string,
    string,
    (clients: AwsClients) => Promise<unknown>,
  ][] = [
    [
      "throttled",
      "ec2:DescribeVpcs",
      "RequestLimitExceeded",
      ({ ec2 }) => {
        const { sdk, client } = ec2(region);
        return client.send(new sdk.DescribeVpcsCommand({}));
      },
    ],
    [
      "expiredCredentials",
      "ec2:DescribeVpcs",
      "RequestExpired",
      ({ ec2 }) => {
        const { sdk, client } = ec2(region);
        return client.send(new sdk.DescribeVpcsCommand({}));
      },
    ],
    [
      "noCapacity",
      "ec2:StartInstances",
      "InsufficientInstanceCapacity",
      ({ ec2 }) => {
        const { sdk, client } = ec2(region);
        return client.send(new sdk.StartInstancesCommand({ InstanceIds: ["i-1"] }));
      },
    ],
    [
      "throttled",
      "route53:GetHealthCheck",
      "Throttling",
      ({ route53 }) => {
        const { sdk, client } = route53();
        return client.send(new sdk.GetHealthCheckCommand({ HealthCheckId: "hc" }));
      },
    ],
    [
      "throttled",
      "s3:PutObject",
      "SlowDown",
      ({ s3 }) => {
        const { sdk, client } = s3(region);
        return client.send(new sdk.PutObjectCommand({ Bucket: "shop", Key: "k" }));
      },
    ],
    [
      "expiredCredentials",
      "s3:PutObject",
      "ExpiredToken",
      ({ s3 }) => {
        const { sdk, client } = s3(region);
        return client.send(new sdk.PutObjectCommand({ Bucket: "shop", Key: "k" }));
      },
    ],
    [
      "expiredCredentials",
      "sts:GetCallerIdentity",
      "ExpiredToken",
      ({ sts }) => {
        const { sdk, client } = sts(region);
        return client.send(new sdk.GetCallerIdentityCommand({}));
      },
    ],
    [
      "throttled",
      "ssm:ListDocuments",
      "ThrottlingException",
      ({ ssm }) => {
        const { sdk, client } = ssm(region);
        return client.send(new sdk.ListDocumentsCommand({}));
      },
    ],
    [
      "expiredCredentials",
      "scheduler:GetSchedule",
      "ExpiredTokenException",
      ({ scheduler }) => {
        const { sdk, client } = scheduler(region);
        return client.send(new sdk.GetScheduleCommand({ Name: "undo" }));
      },
    ],
    [
      "throttled",
      "monitoring:DescribeAlarms",
      "ThrottlingException",
      ({ cloudWatch }) => {
        const { sdk, client } = cloudWatch(region);
        return client.send(new sdk.DescribeAlarmsCommand({}));
      },
    ],
    [
      "throttled",
      "sns:ListTopics",
      "Throttling",
      ({ sns }) => {
        const { sdk, client } = sns(region);
        return client.send(new sdk.ListTopicsCommand({}));
      },
    ],
  ];
  for (const [kind, operation, expected, call] of troubles) {
    it(`lets one call of ${operation} be refused: ${kind}`, async () => {
      const end = world.disturb({ kind, operations: [operation], times: 1 });
      await assert.rejects(call(world.clients), { name: expected });
      end();
    });
  }

  it("answers every call with a page for people until that is over", async () => {
    const end = world.disturb({ kind: "serverErrorPage" });
    await assert.rejects(instanceState(), ({ $metadata }: { $metadata: { httpStatusCode: number } }) => {
      assert.equal($metadata.httpStatusCode, 500);
      return true;
    });
    end();
    assert.equal(await instanceState(), "running");
  });

  it("says why a check's checkers last failed, and nothing of a calculated one", async () => {
    const { sdk, client } = world.clients.route53();
    const { HealthCheckObservations: observations = [] } = await client.send(
      new sdk.GetHealthCheckLastFailureReasonCommand({ HealthCheckId: primary.healthCheckId }),
    );
    const isFailure = observations.map(({ StatusReport: report }) => report?.Status?.startsWith("Failure: "));
    assert.deepEqual(isFailure, Array<boolean>(16).fill(true));
    const { calculatedHealthCheckId } = world.topology.operatorSwitch!;
    await assert.rejects(
      client.send(new sdk.GetHealthCheckStatusCommand({ HealthCheckId: calculatedHealthCheckId })),
      { name: "InvalidInput" },
    );
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
    await until("it sounds", isIn("ALARM"));
    await world.setServer("backup", true);
    await until("it is over", isIn("OK"));
  });

  it("runs the command in its surroundings", async () => {
    const { code, stdout, stderr } = await runFailover(["--help"], world).ended;
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^Usage: failover /);
  });
});
