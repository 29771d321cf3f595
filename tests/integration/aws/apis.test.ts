import assert from "node:assert/strict";
import type { AwsSite } from "../../../drill/aws/topology";
import { makeCall } from "../../support/aws/namedCall";
import { startAwsWorld, type AwsWorld } from "../../support/aws/world";
import { instanceState, meets, until } from "./shopSights";

/** Proves, by the real SDK, what the local AWS does that moto does not, and the trouble that it makes on demand. */
describe("the local AWS's APIs", function () {
  this.timeout(60_000);

  let world: AwsWorld;
  let primary: AwsSite;
  before(async () => {
    world = await startAwsWorld({ speed: 20 });
    [primary] = world.topology.sites;
  });
  after(() => world.stop());

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
    const create = async (at: Date) => {
      const { sdk, client } = world.clients.scheduler(primary.region);
      await client.send(
        new sdk.CreateScheduleCommand({
          Name: "undo",
          ScheduleExpression: `at(${at.toISOString().slice(0, 19)})`,
          ActionAfterCompletion: "DELETE",
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: {
            Arn: "arn:aws:scheduler:::aws-sdk:ec2:startInstances",
            RoleArn: world.topology.operations!.restoreRoleArn,
            Input: JSON.stringify({ InstanceIds: [primary.instanceId] }),
          },
        }),
      );
    };

    it("go off at their time, and are gone", async () => {
      const { sdk, client } = world.clients.ec2(primary.region);
      await client.send(new sdk.StopInstancesCommand({ InstanceIds: [primary.instanceId] }));
      await create(inSeconds(2));
      await until(
        world,
        "the primary runs again",
        async () => (await instanceState(world, primary)) === "running",
      );
      await until(world, "the schedule is gone", async () => (await world.stateOf()).schedules.length === 0);
      await until(world, "the primary connected", async () => (await meets(world, primary)) === "connected");
    });

    it("wait until time is let pass", async () => {
      await create(inSeconds(3_600));
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

    it("end well when somebody calls one off while it tries", async () => {
      const { sdk, client } = world.clients.scheduler(primary.region);
      await create(inSeconds(3_600));
      const seen = world.calls.length;
      const end = world.disturb({ kind: "noCapacity", operations: ["ec2:StartInstances"] });
      const gone = world.fireDue(inSeconds(3_610));
      const isTried = () => world.calls.slice(seen).some(({ operation }) => operation === "StartInstances");
      await until(world, "it is tried", () => Promise.resolve(isTried()));
      await client.send(new sdk.DeleteScheduleCommand({ Name: "undo" }));
      end();
      await gone;
      assert.deepEqual((await world.stateOf()).schedules, []);
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

  for (const [kind, service, operation, input, expected] of [
    ["throttled", "ec2", "DescribeVpcs", {}, "RequestLimitExceeded"],
    ["expiredCredentials", "ec2", "DescribeVpcs", {}, "RequestExpired"],
    ["noCapacity", "ec2", "StartInstances", { InstanceIds: ["i-1"] }, "InsufficientInstanceCapacity"],
    ["throttled", "route53", "GetHealthCheck", { HealthCheckId: "hc" }, "Throttling"],
    ["throttled", "s3", "PutObject", { Bucket: "shop", Key: "k", Body: "{}" }, "SlowDown"],
    ["expiredCredentials", "s3", "GetObject", { Bucket: "shop", Key: "k" }, "ExpiredToken"],
    ["expiredCredentials", "sts", "GetCallerIdentity", {}, "ExpiredToken"],
    ["throttled", "ssm", "ListDocuments", {}, "ThrottlingException"],
    ["expiredCredentials", "scheduler", "GetSchedule", { Name: "undo" }, "ExpiredTokenException"],
    ["throttled", "monitoring", "DescribeAlarms", {}, "ThrottlingException"],
    ["throttled", "sns", "ListTopics", {}, "Throttling"],
  ] as const) {
    it(`lets ${service}:${operation} be refused once: ${kind}`, async () => {
      const end = world.disturb({ kind, operations: [`${service}:${operation}`], times: 1 });
      const call = makeCall(world.clients, { service, region: "us-west-1", operation, input });
      await assert.rejects(call, { name: expected });
      end();
    });
  }

  it("answers every call with a page for people until that is over", async () => {
    const end = world.disturb({ kind: "serverErrorPage" });
    await assert.rejects(
      instanceState(world, primary),
      ({ $metadata }: { $metadata: { httpStatusCode: number } }) => {
        assert.equal($metadata.httpStatusCode, 500);
        return true;
      },
    );
    end();
    assert.equal(await instanceState(world, primary), "running");
  });

  it("says why a check's checkers last failed, and nothing of a calculated one", async () => {
    const { sdk, client } = world.clients.route53();
    const { healthCheckId, calculatedHealthCheckId } = world.topology.operatorSwitch!;
    const { HealthCheckObservations: observations = [] } = await client.send(
      new sdk.GetHealthCheckLastFailureReasonCommand({ HealthCheckId: healthCheckId }),
    );
    // The switch is off: its object is not there, if a busy machine is not too slow to say so.
    const reasons = observations.map(({ StatusReport: report }) => report?.Status ?? "");
    assert.equal(reasons.length, 16);
    assert.deepEqual(
      reasons.filter((reason) => !/^Failure: (HTTP Status Code 403, Forbidden|The endpoint)/.test(reason)),
      [],
    );
    await assert.rejects(
      client.send(new sdk.GetHealthCheckStatusCommand({ HealthCheckId: calculatedHealthCheckId })),
      { name: "InvalidInput" },
    );
  });
});
