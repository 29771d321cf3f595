import assert from "node:assert/strict";
import type { UndoCall } from "../../../drill/aws/journal";
import { carryOut, isGone, readBack, undoByHand, undoTarget } from "../../../drill/aws/undo";
import { fakeClients, refusing } from "./fakeClients";
import { undoCalls } from "./sampleDrill";

const instance = "i-0a1b2c3d4e5f60718";
const rule = {
  SecurityGroupRuleId: "sgr-0a1b2c3d4e5f60718",
  SecurityGroupRule: {
    IpProtocol: "tcp",
    FromPort: 80,
    ToPort: 80,
    CidrIpv4: "0.0.0.0/0",
    Description: "Shoppers and health checkers",
  },
};

interface Expected {
  readonly call: UndoCall;
  readonly service: string;
  readonly command: string;
  readonly action: string;
  readonly input: object;
  readonly byHand: string;
}

const expected: Readonly<Record<string, Expected>> = {
  "starts the instance": {
    call: undoCalls["stop-instance"],
    service: "ec2",
    command: "StartInstances",
    action: "ec2:startInstances",
    input: { InstanceIds: [instance] },
    byHand: `start the instance ${instance}: aws ec2 start-instances --region us-east-1 --instance-ids ${instance}`,
  },
  "starts the server": {
    call: undoCalls["kill-server"],
    service: "ssm",
    command: "SendCommand",
    action: "ssm:sendCommand",
    input: { DocumentName: "website-failover-prod-start-server", InstanceIds: [instance] },
    byHand:
      `start the web server of ${instance}: aws ssm send-command --region us-east-1 ` +
      `--document-name website-failover-prod-start-server --instance-ids ${instance}`,
  },
  "opens the rule": {
    call: undoCalls["block-http"],
    service: "ec2",
    command: "ModifySecurityGroupRules",
    action: "ec2:modifySecurityGroupRules",
    input: { GroupId: "sg-0a1b2c3d4e5f60718", SecurityGroupRules: [rule] },
    byHand:
      "let 0.0.0.0/0 in through sgr-0a1b2c3d4e5f60718 again: aws ec2 modify-security-group-rules " +
      "--region us-east-1 --group-id sg-0a1b2c3d4e5f60718 --security-group-rules " +
      `'[{"SecurityGroupRuleId":"sgr-0a1b2c3d4e5f60718","SecurityGroupRule":{"IpProtocol":"tcp","FromPort":80,"ToPort":80,"CidrIpv4":"0.0.0.0/0","Description":"Shoppers and health checkers"}}]'`,
  },
  "turns the check": {
    call: undoCalls["invert-check"],
    service: "route53",
    command: "UpdateHealthCheck",
    action: "route53:updateHealthCheck",
    input: { HealthCheckId: "check-of-the-primary", Inverted: false },
    byHand:
      "set the check check-of-the-primary to not inverted: " +
      "aws route53 update-health-check --health-check-id check-of-the-primary --no-inverted",
  },
};

describe("drill/aws/undo", () => {
  for (const [what, { call, service, command, action, input, byHand }] of Object.entries(expected)) {
    it(`${what} by one call, the same for the SDK, for the schedule and for people`, async () => {
      const { clients, calls } = fakeClients(() => ({ Command: { CommandId: "command-1" } }));
      const receipt = await carryOut(call, clients);
      assert.deepEqual(calls, [{ service, region: "us-east-1", command, input }]);
      const commandId = service === "ssm" ? "command-1" : null;
      assert.deepEqual(receipt, { requestId: "request-1", commandId });
      const { Arn, Input } = undoTarget(call);
      assert.equal(Arn, `arn:aws:scheduler:::aws-sdk:${action}`);
      assert.deepEqual(JSON.parse(Input), input);
      assert.equal(undoByHand(call), byHand);
    });
  }

  it("reads back by the operation's own way", async () => {
    const { clients, asked } = fakeClients(() => ({
      Reservations: [{ Instances: [{ State: { Name: "running" } }] }],
      SecurityGroupRules: [rule.SecurityGroupRule],
      HealthCheck: { HealthCheckConfig: { Inverted: false } },
      Status: "Success",
    }));
    const receipt = { requestId: null, commandId: "command-1" };
    for (const call of Object.values(undoCalls)) {
      assert.equal(await readBack(call, clients, receipt), "undone", call.operation);
    }
    assert.deepEqual(asked(), [
      "ec2 us-east-1 DescribeInstances",
      "ssm us-east-1 GetCommandInvocation",
      "ec2 us-east-1 DescribeSecurityGroupRules",
      "route53 us-east-1 GetHealthCheck",
    ]);
  });

  for (const call of Object.values(undoCalls)) {
    it(`asks AWS, and changes nothing, whether what ${call.operation} puts back is gone`, async () => {
      const absent = fakeClients(() => ({}));
      assert.equal(await isGone(call, absent.clients), true);
      const there = fakeClients(() => ({
        Reservations: [{ Instances: [{ State: { Name: "stopped" } }] }],
        SecurityGroupRules: [rule.SecurityGroupRule],
        HealthCheck: { HealthCheckConfig: { Inverted: true } },
      }));
      assert.equal(await isGone(call, there.clients), false);
      const reads = {
        "ec2:StartInstances": "ec2 us-east-1 DescribeInstances",
        "ssm:SendCommand": "ec2 us-east-1 DescribeInstances",
        "ec2:ModifySecurityGroupRules": "ec2 us-east-1 DescribeSecurityGroupRules",
        "route53:UpdateHealthCheck": "route53 us-east-1 GetHealthCheck",
      };
      assert.deepEqual([absent.asked(), there.asked()], [[reads[call.operation]], [reads[call.operation]]]);
    });
  }

  it("takes AWS's codes of what is not there for gone, and leaves every other as it is", async () => {
    const call = undoCalls["stop-instance"];
    const { clients: absent } = fakeClients(refusing("InvalidInstanceID.NotFound"));
    assert.equal(await isGone(call, absent), true);
    const { clients: forbidden } = fakeClients(refusing("UnauthorizedOperation"));
    await assert.rejects(isGone(call, forbidden), { name: "UnauthorizedOperation" });
  });
});
