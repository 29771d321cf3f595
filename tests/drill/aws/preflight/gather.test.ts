import assert from "node:assert/strict";
import { gatherFacts } from "../../../../drill/aws/preflight/gather";
import { preflightFindings } from "../../../../drill/aws/preflight/rules";
import { awsSights } from "../../../../drill/aws/observers/awsSights";
import { canonicalName } from "../../../../route53/names";
import { manualClock } from "../../../support/manualClock";
import { switchedTopology } from "../../../support/shopTopology";
import { playOut } from "../../simulatedCloud";
import { awsError, fakeClients, refusing, type ApiCall, type FakeAnswers } from "../fakeClients";
import { reports, switchedAws } from "../shopAws";

const byRegion = ["i-0123456789abcdef0", "eipalloc-primary", "eni-primary", "sg-0123456789abcdef0"];
const filterOf = (input: ApiCall["input"]) => (input["Filters"] as { Values: string[] }[])[0]!.Values[0]!;
const siteOf = (input: ApiCall["input"]) => switchedAws.sites[byRegion.includes(filterOf(input)) ? 0 : 1];

/** An account in which the sample shop with a switch is deployed. */
const whole: FakeAnswers = {
  GetCallerIdentity: () => ({ Account: "123456789012", Arn: "arn:aws:iam::123456789012:user/ops" }),
  DescribeInstances: () => ({ Reservations: [{ Instances: [{ State: { Name: "running" } }] }] }),
  DescribeAddresses: (input) => {
    const { publicIp: PublicIp, networkInterfaceId: NetworkInterfaceId } = siteOf(input);
    return { Addresses: [{ PublicIp, NetworkInterfaceId }] };
  },
  DescribeNetworkInterfaces: (input) => ({
    NetworkInterfaces: [{ Attachment: { InstanceId: siteOf(input).instanceId } }],
  }),
  DescribeSecurityGroupRules: (input) => {
    const { securityGroupId: GroupId, ingressRuleId: SecurityGroupRuleId } = siteOf(input);
    return {
      SecurityGroupRules: [
        { GroupId, SecurityGroupRuleId: "sgr-other" },
        { GroupId, SecurityGroupRuleId },
      ],
    };
  },
  GetHealthCheck: ({ HealthCheckId }) => {
    const check = switchedTopology.healthChecks.find(({ Id }) => Id === HealthCheckId)!;
    // Route 53 lists no regions where it uses its default; some stand-ins list none.
    return { HealthCheck: { ...check, HealthCheckConfig: { ...check.HealthCheckConfig, Regions: [] } } };
  },
  GetHealthCheckStatus: ({ HealthCheckId }) => ({
    HealthCheckObservations: reports(HealthCheckId === "hc-switch" ? 0 : 16).map(
      ({ region, ipAddress, status }) => ({
        Region: region,
        IPAddress: ipAddress,
        StatusReport: { Status: status },
      }),
    ),
  }),
  ListResourceRecordSets: ({ StartRecordName }) => {
    const sets = switchedTopology.zone.recordSets;
    const at = sets.findIndex(({ Name }) => Name === canonicalName(StartRecordName as string));
    return { ResourceRecordSets: sets.slice(at, at + 4) };
  },
  GetHostedZone: () => ({ DelegationSet: { NameServers: ["ns-1.example", "ns-2.example"] } }),
  HeadObject: refusing("NotFound"),
};

async function gathered(answers: Parameters<typeof fakeClients>[0]) {
  const clock = manualClock();
  const { clients, calls } = fakeClients(answers);
  const facts = await playOut(
    gatherFacts({
      topology: switchedAws,
      fault: "stop-instance",
      clients,
      hands: { openDrill: () => Promise.resolve(null), refusalOf: () => Promise.resolve(null) },
      sights: {
        ...awsSights(clients),
        fetchPage: () => Promise.resolve({ status: 200, body: "status=ok content=v1" }),
        ask: () => Promise.resolve({ rcode: "NOERROR", addresses: ["192.0.2.10"], wireTtlSeconds: 20 }),
      },
      routes: (address, port) => ({ address, port }),
      nameServers: [{ label: "ns-1", addresses: [] }],
      // A closed port: nobody can see the delegation from here.
      resolvers: [{ label: "resolver", addresses: ["127.0.0.1:1"] }],
      clock,
      now: () => new Date("2026-11-23T12:00:00Z"),
      signal: new AbortController().signal,
    }),
    clock,
  );
  const planned = { topology: switchedAws, fault: "stop-instance", undoneAfterSeconds: 840 } as const;
  return {
    facts,
    calls,
    rules: preflightFindings(facts, planned).map(({ rule, message }) => `${rule}: ${message}`),
  };
}

describe("drill/aws/preflight/gather", () => {
  it("sees a whole stack as one, and only reads", async () => {
    const { rules, calls } = await gathered(whole);
    assert.deepEqual(rules, []);
    assert.deepEqual([...new Set(calls.map(({ command }) => command))].sort(), Object.keys(whole).sort());
  });

  it("asks each region for its own site, and for identity where the backup is", async () => {
    const { calls } = await gathered(whole);
    const regionsOf = (name: string) =>
      calls.filter(({ command }) => command === name).map(({ region }) => region);
    assert.deepEqual(regionsOf("DescribeInstances").sort(), ["us-east-1", "us-west-1"]);
    assert.deepEqual(regionsOf("GetCallerIdentity"), ["us-west-1"]);
    assert.deepEqual(regionsOf("HeadObject"), ["us-west-1"]);
  });

  it("tells what is gone from what cannot be seen", async () => {
    const { facts } = await gathered({
      ...whole,
      DescribeInstances: () => ({ Reservations: [] }),
      DescribeAddresses: refusing("UnauthorizedOperation"),
      DescribeNetworkInterfaces: () => ({ NetworkInterfaces: [] }),
      DescribeSecurityGroupRules: () => ({ SecurityGroupRules: [] }),
      HeadObject: () => ({}),
    });
    const { instance, address, networkInterface, ingressRule } = facts.sites.primary;
    assert.deepEqual(
      [instance, address, networkInterface, ingressRule, facts.isSwitchOn],
      [
        { value: null },
        { unseen: "UnauthorizedOperation" },
        { value: null },
        { value: null },
        { value: true },
      ],
    );
  });

  it("finds a backup whose check Route 53 says nothing of", async () => {
    const { rules } = await gathered({
      ...whole,
      GetHealthCheckStatus: (input) =>
        input["HealthCheckId"] === "hc-backup"
          ? { HealthCheckObservations: [] }
          : whole["GetHealthCheckStatus"]!(input),
    });
    assert.deepEqual(rules, [
      "backup-healthy: Route 53 says nothing of the backup's check (hc-backup): no checker reports.",
    ]);
  });

  it("leaves out a check that is gone, and takes the remains of an instance for gone", async () => {
    const { facts, rules } = await gathered({
      ...whole,
      GetHealthCheck: (input) => {
        if (input["HealthCheckId"] === "hc-backup") throw awsError("NoSuchHealthCheck");
        return whole["GetHealthCheck"]!(input);
      },
      DescribeInstances: () => ({ Reservations: [{ Instances: [{ State: { Name: "terminated" } }] }] }),
    });
    assert.deepEqual(facts.sites.backup.instance, { value: null });
    assert.deepEqual(
      rules.filter((rule) => rule.includes("hc-")).map((rule) => rule.split(":", 2).join(":")),
      ["topology-current: There is no health check hc-backup any more"].concat([
        "backup-healthy: What the checkers say cannot be seen",
      ]),
    );
  });

  it("sees nothing where nothing is answered, and says so of everything", async () => {
    const { rules } = await gathered(refusing("AccessDenied"));
    assert.deepEqual(
      [...new Set(rules.map((rule) => rule.split(":", 1)[0]))],
      [
        "account",
        "topology-current",
        "pair-intact",
        "backup-healthy",
        "override-off",
        "records-wired",
        "delegation",
      ],
    );
  });
});
