import assert from "node:assert/strict";
import { awsFaultNames, awsFaults, type AwsFaultName } from "../../../../drill/aws/faults";
import { faultNamed } from "../../../../rehearsal/faults";
import { awsError, fakeClients, type ApiCall } from "../fakeClients";
import { topology, undoCalls } from "../sampleDrill";

const rule = {
  IpProtocol: "tcp",
  FromPort: 80,
  ToPort: 80,
  CidrIpv4: "0.0.0.0/0",
  Description: "Shoppers and health checkers",
};

/** AWS before anything is broken, and what it is asked. `forbidden` is the command that it would not let us make. */
function intactAws(change: object = {}, forbidden = "") {
  return fakeClients(({ command, input }: ApiCall) => {
    if (input["DryRun"] === true)
      throw awsError(command === forbidden ? "UnauthorizedOperation" : "DryRunOperation");
    return {
      SecurityGroupRules: [rule],
      HealthCheck: { HealthCheckConfig: { Inverted: false } },
      Command: { CommandId: "command-1" },
      ...change,
    };
  });
}
const aim = (name: AwsFaultName, { clients }: ReturnType<typeof intactAws>) =>
  awsFaults[name].aimAt(topology, clients);

const instance = "i-0a1b2c3d4e5f60718";
/** What is read before, and the one call that breaks, which Ctrl-C can end. */
const expected: Readonly<Record<AwsFaultName, readonly Omit<ApiCall, "region">[]>> = {
  "stop-instance": [
    {
      service: "ec2",
      command: "StopInstances",
      input: { InstanceIds: [instance], DryRun: false },
      hasSignal: true,
    },
  ],
  "kill-server": [
    {
      service: "ssm",
      command: "SendCommand",
      input: {
        DocumentName: "website-failover-prod-stop-server",
        InstanceIds: [instance],
        TimeoutSeconds: 30,
      },
      hasSignal: true,
    },
  ],
  "block-http": [
    {
      service: "ec2",
      command: "DescribeSecurityGroupRules",
      input: { SecurityGroupRuleIds: ["sgr-0a1b2c3d4e5f60718"] },
    },
    {
      service: "ec2",
      command: "ModifySecurityGroupRules",
      input: {
        GroupId: "sg-0a1b2c3d4e5f60718",
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: "sgr-0a1b2c3d4e5f60718",
            SecurityGroupRule: { ...rule, CidrIpv4: "192.0.2.1/32" },
          },
        ],
        DryRun: false,
      },
      hasSignal: true,
    },
  ],
  "invert-check": [
    { service: "route53", command: "GetHealthCheck", input: { HealthCheckId: "check-of-the-primary" } },
    {
      service: "route53",
      command: "UpdateHealthCheck",
      input: { HealthCheckId: "check-of-the-primary", Inverted: true },
      hasSignal: true,
    },
  ],
};

describe("the faults on AWS", () => {
  it("are four of those that a rehearsal calls drillable", () => {
    assert.deepEqual(awsFaultNames, ["stop-instance", "kill-server", "block-http", "invert-check"]);
    assert.deepEqual(Object.keys(awsFaults), [...awsFaultNames]);
    for (const name of awsFaultNames) {
      assert.deepEqual([awsFaults[name].name, faultNamed(name).isDrillable], [name, true]);
      assert.deepEqual(faultNamed(name).targets, ["primary"]);
    }
  });

  for (const name of awsFaultNames) {
    it(`${name}: knows what undoes it before it breaks the primary by one call`, async () => {
      const aws = intactAws();
      const aimed = await aim(name, aws);
      assert.deepEqual(aimed.undo, undoCalls[name]);
      assert.equal(aws.calls.length, expected[name].length - 1);
      const receipt = await aimed.inflict(new AbortController().signal);
      assert.deepEqual(
        aws.calls,
        expected[name].map((call) => ({ region: "us-east-1", ...call })),
      );
      assert.deepEqual(receipt, {
        requestId: `request-${expected[name].length}`,
        commandId: name === "kill-server" ? "command-1" : null,
      });
    });
  }

  /** What EC2 is asked beforehand, in order; Systems Manager and Route 53 have no dry run. */
  const dryRuns: Readonly<Record<AwsFaultName, readonly string[]>> = {
    "stop-instance": ["StopInstances", "StartInstances"],
    "kill-server": [],
    "block-http": ["ModifySecurityGroupRules"],
    "invert-check": [],
  };
  for (const name of awsFaultNames) {
    const asked = dryRuns[name];
    it(`${name}: asks beforehand whether AWS would let it by ${asked.length} dry runs`, async () => {
      const aws = intactAws();
      assert.equal(await (await aim(name, aws)).refused(), null);
      const dryRun = aws.calls.filter(({ input }) => input["DryRun"] === true);
      assert.deepEqual(
        dryRun.map(({ command }) => command),
        asked,
      );
    });
  }

  for (const [name, command, refused] of [
    ["stop-instance", "StopInstances", "inflict"],
    ["stop-instance", "StartInstances", "undo"],
    ["block-http", "ModifySecurityGroupRules", "inflict"],
  ] as const) {
    it(`${name}: knows that it may not ${refused} by the dry run of ${command}`, async () => {
      const aws = intactAws({}, command);
      assert.equal(await (await aim(name, aws)).refused(), refused);
    });
  }

  for (const [name, what, change, message] of [
    [
      "block-http",
      "stands already",
      { SecurityGroupRules: [{ ...rule, CidrIpv4: "192.0.2.1/32" }] },
      "The rule sgr-0a1b2c3d4e5f60718 in us-east-1 lets nobody in already.",
    ],
    [
      "block-http",
      "finds no rule for HTTP",
      { SecurityGroupRules: [{ ...rule, CidrIpv4: undefined }] },
      "The rule sgr-0a1b2c3d4e5f60718 of sg-0a1b2c3d4e5f60718 in us-east-1 lets no HTTP in over IPv4.",
    ],
    [
      "block-http",
      "finds no rule",
      { SecurityGroupRules: [] },
      "The rule sgr-0a1b2c3d4e5f60718 of sg-0a1b2c3d4e5f60718 in us-east-1 lets no HTTP in over IPv4.",
    ],
    [
      "invert-check",
      "stands already",
      { HealthCheck: { HealthCheckConfig: { Inverted: true } } },
      "The check check-of-the-primary is inverted already.",
    ],
  ] as const) {
    it(`${name}: is refused where it ${what}`, async () => {
      await assert.rejects(aim(name, intactAws(change)), { message });
    });
  }

  it("kill-server: is refused in a stack without documents", async () => {
    const { clients } = intactAws();
    await assert.rejects(awsFaults["kill-server"].aimAt({ ...topology, operations: null }, clients), {
      message: "The stack prod has no documents to stop and start its server: set operations.enabled.",
    });
  });
});
