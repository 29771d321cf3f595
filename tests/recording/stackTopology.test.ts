import assert from "node:assert/strict";
import { recordStack } from "../../recording/record";
import type { RecordedResource, Recording } from "../../recording/recording";
import { stackTopology } from "../../recording/stackTopology";
import { switchedTopology } from "../support/shopTopology";
import { resourceOf } from "../support/recordings";

/** Proves that the recorded prod stack is the pair that was written out by hand, and that misfits are named. */

const regions = [
  "us-east-1",
  "us-west-1",
  "us-west-2",
  "eu-west-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "sa-east-1",
];

const byName = (
  one: { Name: string; SetIdentifier?: string },
  two: { Name: string; SetIdentifier?: string },
) => (`${one.Name} ${one.SetIdentifier ?? ""}` < `${two.Name} ${two.SetIdentifier ?? ""}` ? -1 : 1);

const byId = (one: { Id: string }, two: { Id: string }) => (one.Id < two.Id ? -1 : 1);

/** The hand-written pair with the ids and addresses that the recording's model gives. */
function expected(recording: Recording) {
  const eip = (role: string) =>
    String(resourceOf(recording, "aws:ec2/eip:Eip", `${role}-address`).state["publicIp"]);
  const check = (role: string) =>
    resourceOf(recording, "aws:route53/healthCheck:HealthCheck", `failover-${role}-check`).id ?? "";
  const text = JSON.stringify(switchedTopology)
    .replaceAll("192.0.2.10", eip("primary"))
    .replaceAll("198.51.100.20", eip("backup"))
    .replaceAll("hc-primary", check("primary"))
    .replaceAll("hc-backup", check("backup"))
    .replaceAll("hc-switch", check("switch"))
    .replaceAll("hc-calculated", check("primary-and-switch"))
    .replaceAll("switch.s3.us-west-1", "failover-switch-prod-123456789012-us-west-1-an.s3.us-west-1");
  const topology = JSON.parse(text) as typeof switchedTopology;
  const probing = { MeasureLatency: false, Regions: regions };
  const said = { Inverted: false, Disabled: false };
  return {
    ...topology,
    zone: { ...topology.zone, recordSets: [...topology.zone.recordSets].sort(byName) },
    healthChecks: topology.healthChecks
      .map(({ Id, HealthCheckConfig: { ...config } }) => ({
        Id,
        HealthCheckConfig: { ...said, ...(config.Type !== "CALCULATED" && probing), ...config },
      }))
      .sort(byId),
    operatorSwitch: {
      healthCheckId: check("switch"),
      calculatedHealthCheckId: check("primary-and-switch"),
      isAwaited: true,
    },
  };
}

const withResource = (
  recording: Recording,
  type: string,
  change: (resource: RecordedResource) => object | null,
) => ({
  ...recording,
  resources: recording.resources.flatMap((resource) => {
    if (resource.type !== type) return [resource];
    const changed = change(resource);
    return changed ? [{ ...resource, ...changed }] : [];
  }),
});

describe("recording/stackTopology", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordStack("prod");
  });

  it("reads the prod stack as the pair that was written by hand", () => {
    const topology = stackTopology(recording);
    assert.deepEqual(
      {
        ...topology,
        siteWatcher: null,
        zone: { ...topology.zone, recordSets: [...topology.zone.recordSets].sort(byName) },
        healthChecks: [...topology.healthChecks].sort(byId),
        sites: [...topology.sites].sort((one, two) => (one.role > two.role ? -1 : 1)),
      },
      expected(recording),
    );
  });

  it("finds the site watcher: what it is told, and the alarms on what it publishes", () => {
    const { plan, alarms } = stackTopology(recording).siteWatcher!;
    const publicIp = (role: string) =>
      resourceOf(recording, "aws:ec2/eip:Eip", `${role}-address`).state["publicIp"];
    assert.deepEqual(plan, {
      namespace: "website-failover/prod",
      regions: { primary: "us-east-1", backup: "us-west-1" },
      publicIps: { primary: publicIp("primary"), backup: publicIp("backup") },
      recordName: "www.example.com",
      nameServers: ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net", "ns-3.awsdns-03.org", "ns-4.awsdns-04.co.uk"],
      healthPage: { port: 80, path: "/healthz", searchString: "status=ok" },
      operatorSwitch: {
        bucket: "failover-switch-prod-123456789012-us-west-1-an",
        token: "go-to-the-backup",
        holdAfterMinutes: null,
      },
      content: {
        buckets: {
          primary: "shop-content-prod-123456789012-us-east-1",
          backup: "shop-content-prod-123456789012-us-west-1",
        },
      },
      drills: {
        experimentTemplateIds: [],
        journalBucket: "failover-switch-prod-123456789012-us-west-1-an",
      },
    });
    const inWatchersRegion = alarms.filter(({ region }) => region === "us-west-1");
    assert.deepEqual(inWatchersRegion.length, alarms.length);
    assert.equal(
      ["primary-unhealthy", "answer-not-primary", "content-out-of-sync"].every((what) =>
        alarms.some(({ name }) => name === `website-failover-prod-watcher-${what}`),
      ),
      true,
    );
  });

  it("says what a site serves that the stack brings along", async () => {
    const site = { userDataFile: "LICENSE", path: "/up", searchString: "open" };
    const own = await recordStack("prod", {
      config: {
        "website-failover:site": JSON.stringify(site),
        "website-failover:healthCheck": '{"port":8080}',
      },
    });
    assert.deepEqual(
      stackTopology(own).sites.map(({ openPorts, serves }) => [openPorts, serves]),
      Array(2).fill([[8080], { kind: "own", path: "/up", searchString: "open" }]),
    );
  });

  it("tells whether the program waits for a switch's check, and whether there is a switch", async () => {
    const hasty = withResource(recording, "aws:route53/healthCheck:HealthCheck", () => ({
      otherOptions: [],
    }));
    const found = stackTopology(recording).operatorSwitch;
    assert.deepEqual(stackTopology(hasty).operatorSwitch, { ...found, isAwaited: false });
    const config = {
      "website-failover:operatorSwitch": '{"enabled":false}',
      "website-failover:operations": '{"enabled":false}',
    };
    assert.equal(stackTopology(await recordStack("prod", { config })).operatorSwitch, null);
  });

  it("finds the switch by its checks, whichever record set goes by them", () => {
    const exchanged = withResource(recording, "aws:route53/record:Record", ({ inputs }) => {
      const [policy] = (inputs["failoverRoutingPolicies"] ?? []) as { type: string }[];
      const type = policy?.type === "PRIMARY" ? "SECONDARY" : "PRIMARY";
      return policy ? { inputs: { ...inputs, failoverRoutingPolicies: [{ type }] } } : {};
    });
    assert.deepEqual(stackTopology(exchanged).operatorSwitch, stackTopology(recording).operatorSwitch);
  });

  it("throws what the program threw", async () => {
    const failed = await recordStack("prod", { config: { "website-failover:rtoSeconds": "1" } });
    assert.throws(() => stackTopology(failed), { message: failed.errors[0] ?? "" });
  });

  it("refuses a stack without a PRIMARY record", () => {
    const without = withResource(recording, "aws:route53/record:Record", () => null);
    assert.throws(() => stackTopology(without), {
      message: "stack prod has no PRIMARY record: there is no failover to rehearse",
    });
  });

  it("refuses an instance without an address", () => {
    const without = withResource(recording, "aws:ec2/eipAssociation:EipAssociation", () => null);
    assert.throws(() => stackTopology(without), {
      message: "instance backup-instance: has no Elastic IP on its interface",
    });
  });

  it("refuses an instance outside the two sites", () => {
    const stray = withResource(recording, "aws:ec2/instance:Instance", () => ({ parent: null }));
    assert.throws(() => stackTopology(stray), {
      message: "instance backup-instance: belongs to neither site",
    });
  });

  it("refuses a check's setting that it does not know", () => {
    const odd = withResource(recording, "aws:route53/healthCheck:HealthCheck", ({ inputs }) => ({
      inputs: { ...inputs, routingControlArn: "arn" },
    }));
    assert.throws(() => stackTopology(odd), {
      message:
        "health check failover-backup-check: the setting routingControlArn is not modelled in recording/stackTopology.ts",
    });
  });

  it("refuses what Route 53's API would refuse, in its words", () => {
    const astray = withResource(recording, "aws:route53/record:Record", ({ name, inputs }) => {
      const [alias] = (inputs["aliases"] ?? []) as object[];
      const aliases = [{ ...alias, zoneId: "ZOTHER" }];
      return { inputs: name === "failover-primary" ? { ...inputs, aliases } : inputs };
    });
    assert.throws(() => stackTopology(astray), {
      name: "ZoneError",
      message:
        "www.example.com. A (www-primary): Tried to create an alias that targets primary.example.com., type A in zone " +
        "ZOTHER, but the alias target name does not lie within the target zone",
    });
  });

  it("refuses records in two zones", () => {
    const split = withResource(recording, "aws:route53/record:Record", ({ name, inputs }) => ({
      inputs: name === "failover-primary" ? { ...inputs, zoneId: "ZOTHER" } : inputs,
    }));
    assert.throws(() => stackTopology(split), {
      message: "the records lie in 2 zones, Z0123456789EXAMPLE and ZOTHER: a failover needs one",
    });
  });

  it("reads the name of a zone that the stack makes from that zone", async () => {
    const made = await recordStack("prod", { config: { "website-failover:zone": '{"create":true}' } });
    assert.equal(stackTopology(made).zone.name, "example.com.");
    assert.match(stackTopology(made).zone.id, /^Z[0-9A-F]{20}$/);
  });

  it("refuses a rule for several ports", () => {
    const wide = withResource(
      recording,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      ({ inputs }) => ({
        inputs: { ...inputs, toPort: 443 },
      }),
    );
    assert.throws(() => stackTopology(wide), {
      message: "ingress rule backup-http-in: only a rule for one TCP port can be rehearsed",
    });
  });

  it("opens only the ports that the whole of IPv4 may use", () => {
    const narrowed = withResource(
      recording,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      ({ inputs }) => ({ inputs: { ...inputs, cidrIpv4: "203.0.113.0/24" } }),
    );
    assert.deepEqual(
      stackTopology(narrowed).sites.map(({ openPorts }) => openPorts),
      [[], []],
    );
  });
});
