import assert from "node:assert/strict";
import { awsFaultNames, awsFaults, type AwsFaultName } from "../../../../drill/aws/faults";
import { faultNamed } from "../../../../rehearsal/faults";
import { topology, undoCalls } from "../sampleDrill";
import { awsError, scriptedClients, type ApiCall } from "../scriptedClients";

const rule = {
  IpProtocol: "tcp",
  FromPort: 80,
  ToPort: 80,
  CidrIpv4: "0.0.0.0/0",
  Description: "Shoppers and health checkers",
};

/** AWS before anything is broken, and what it is asked. */
function intactAws(change: object = {}) {
  return scriptedClients(({ input }: ApiCall) => {
    if (input["DryRun"] === true) throw awsError("DryRunOperation");
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
/** What is read before, and the one call that breaks. */
const expected: Readonly<Record<AwsFaultName, readonly Omit<ApiCall, "region">[]>> = {
  "stop-instance": [
    { service: "ec2", command: "StopInstances", input: { InstanceIds: [instance], DryRun: false } },
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
    },
  ],
  "invert-check": [
    { service: "route53", command: "GetHealthCheck", input: { HealthCheckId: "check-of-the-primary" } },
    {
      service: "route53",
      command: "UpdateHealthCheck",
      input: { HealthCheckId: "check-of-the-primary", Inverted: true },
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

  it("ask EC2 beforehand whether it would let them, and say where nobody can", async () => {
    const mayInflict = await Promise.all(
      awsFaultNames.map(async (name) => {
        const aws = intactAws();
        const may = await (await aim(name, aws)).mayInflict();
        return [name, may, aws.calls.at(-1)?.input["DryRun"] ?? "no dry run"];
      }),
    );
    assert.deepEqual(mayInflict, [
      ["stop-instance", true, true],
      ["kill-server", null, "no dry run"],
      ["block-http", true, true],
      ["invert-check", null, "no dry run"],
    ]);
  });

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
