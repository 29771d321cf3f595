import assert from "node:assert/strict";
import { arm, disarm, isArmed, scheduleName } from "../../../drill/aws/deadMan";
import { fakeClients, refusing } from "./fakeClients";
import { openJournal } from "./sampleDrill";

const journal = openJournal();
const role = "arn:aws:iam::123456789012:role/website-failover-prod-restore";

describe("drill/aws/deadMan", () => {
  it("makes the undoing call once, at the time in the journal, by the stack's role, and is then gone", async () => {
    const { clients, calls } = fakeClients(() => ({}));
    await arm(journal, role, clients);
    assert.deepEqual(calls, [
      {
        service: "scheduler",
        region: "us-east-1",
        command: "CreateSchedule",
        input: {
          Name: "website-failover-prod-undo-20261123T120000Z",
          Description:
            "Undoes stop-instance of the drill 2026-11-23T12:00:00.000Z-stop-instance if nobody else has.",
          ScheduleExpression: "at(2026-11-23T12:20:00)",
          ScheduleExpressionTimezone: "UTC",
          FlexibleTimeWindow: { Mode: "OFF" },
          ActionAfterCompletion: "DELETE",
          ClientToken: "website-failover-prod-undo-20261123T120000Z",
          Target: {
            Arn: "arn:aws:scheduler:::aws-sdk:ec2:startInstances",
            Input: '{"InstanceIds":["i-0a1b2c3d4e5f60718"]}',
            RoleArn: role,
            RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
          },
        },
      },
    ]);
  });

  it("is named after its stack and its start, by characters that EventBridge Scheduler takes", () => {
    assert.equal(scheduleName(journal), "website-failover-prod-undo-20261123T120000Z");
    const name = scheduleName({ ...journal, stack: "shop.eu" });
    assert.equal(name, "website-failover-shop-eu-undo-20261123T120000Z");
  });

  it("is removed by its name; one that is gone is as good", async () => {
    const { clients, calls } = fakeClients(() => ({}));
    await disarm(journal.schedule, clients);
    const input = { Name: "website-failover-prod-undo-20261123T120000Z" };
    assert.deepEqual(calls, [
      { service: "scheduler", region: "us-east-1", command: "DeleteSchedule", input },
    ]);
    await disarm(journal.schedule, fakeClients(refusing("ResourceNotFoundException")).clients);
    await assert.rejects(disarm(journal.schedule, fakeClients(refusing("ThrottlingException")).clients), {
      name: "ThrottlingException",
    });
  });

  it("is there until it has been carried out or removed", async () => {
    const there = fakeClients(() => ({}));
    assert.equal(await isArmed(journal.schedule, there.clients), true);
    assert.deepEqual(there.asked(), ["scheduler us-east-1 GetSchedule"]);
    assert.equal(
      await isArmed(journal.schedule, fakeClients(refusing("ResourceNotFoundException")).clients),
      false,
    );
    await assert.rejects(isArmed(journal.schedule, fakeClients(refusing("AccessDeniedException")).clients), {
      name: "AccessDeniedException",
    });
  });
});
