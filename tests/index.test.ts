import assert from "node:assert/strict";
import { parseAwsTopology } from "../drill/aws/topology";
import { recordStack } from "../recording/record";
import type { Mode, Recording } from "../recording/recording";
import { stackNames } from "../recording/stackFiles";
import { resolve } from "node:path";
import { assertSound, inventory, resourceOf } from "./support/recordings";
import { ranges, wholeStack } from "./support/stackResources";
import { brokenWiring } from "./support/wiring";

/**
 * Runs index.ts under each stack file of the project, as an update and as a preview.
 *
 * Proves what the program registers: every resource, its region, its protection and the whole wiring of checks,
 * records and addresses. Does not prove what the engine makes of it (replacements, order) nor what AWS accepts.
 */

const stacks = stackNames(resolve(__dirname, ".."));

const protectedNames = [
  "backup-address",
  "backup-instance",
  "backup-interface",
  "primary-address",
  "primary-instance",
  "primary-interface",
  "switch-bucket",
  "sync-backup-content",
  "sync-primary-content",
  "sync-table-orders",
];

/** What the stack files are meant to say, written down a second time. */
const expected: Record<
  string,
  {
    hostname: string;
    suffix: string;
    ranges: readonly [string, string];
    interval: number;
    worst: number;
    protect: boolean;
    email: string;
    isDrilled: boolean;
  }
> = {
  prod: {
    hostname: "www",
    suffix: "",
    ranges: ranges.prod,
    interval: 10,
    worst: 60,
    protect: true,
    email: "ops@example.com",
    isDrilled: false,
  },
  staging: {
    hostname: "staging",
    suffix: "-staging",
    ranges: ranges.staging,
    interval: 30,
    worst: 100,
    protect: false,
    email: "staging@example.com",
    isDrilled: true,
  },
};
const everything = (stack: string) => wholeStack(expected[stack]!);

describe("index", () => {
  it("is run for every stack file", () => {
    assert.deepEqual(stacks, Object.keys(expected).sort());
  });

  for (const stack of stacks) {
    const { hostname, suffix, interval, worst, protect } = expected[stack]!;

    for (const mode of ["update", "preview"] satisfies Mode[]) {
      it(`${stack}: registers exactly this in ${mode} mode`, async () => {
        const recording = await recordStack(stack, { mode });
        assertSound(recording);
        assert.deepEqual(inventory(recording), everything(stack).sort());
      });
    }

    describe(`${stack} as an update`, () => {
      let recording: Recording;
      beforeEach(async () => {
        recording = await recordStack(stack);
      });

      it("protects exactly what must not go by accident", () => {
        const names = recording.resources.filter((resource) => resource.protect).map(({ name }) => name);
        assert.deepEqual(names.sort(), protect ? protectedNames : []);
      });

      it("touches an instance only for its generation, type and network", () => {
        for (const site of ["primary", "backup"]) {
          const instance = resourceOf(recording, "aws:ec2/instance:Instance", `${site}-instance`);
          assert.deepEqual(instance.ignoreChanges, ["ami", "userData", "userDataBase64"]);
          assert.equal(instance.deleteBeforeReplace, true);
          assert.equal(instance.replacementTrigger, 1);
        }
      });

      it("settles the backup's instance before it touches the primary's", () => {
        const backup = resourceOf(recording, "aws:ec2/instance:Instance", "backup-instance");
        const primary = resourceOf(recording, "aws:ec2/instance:Instance", "primary-instance");
        assert.equal(primary.dependencies.includes(backup.urn), true);
        assert.equal(backup.dependencies.includes(primary.urn), false);
      });

      it("works in the stack's account only and tags what it makes", () => {
        const providers = ["backup", "global", "primary"].map((name) => {
          const { inputs } = resourceOf(recording, "pulumi:providers:aws", name);
          return [name, inputs["region"], inputs["allowedAccountIds"], inputs["defaultTags"]];
        });
        const tags = (site?: string) =>
          JSON.stringify({ tags: { project: "website-failover", stack, ...(site && { site }) } });
        assert.deepEqual(providers, [
          ["backup", "us-west-1", '["123456789012"]', tags("backup")],
          ["global", "us-east-1", '["123456789012"]', tags()],
          ["primary", "us-east-1", '["123456789012"]', tags("primary")],
        ]);
      });

      it("wires checks, records and addresses as a failover pair", () => {
        assert.deepEqual(brokenWiring(recording, { hostname, suffix, interval }), []);
      });

      it("watches its own checks and instances, and tells a topic in the region of the alarm", () => {
        const alarms = metricAlarms(recording, "monitoring-");
        const watched = alarms.map(({ name, inputs }) => [
          name.replace("monitoring-", ""),
          ...Object.values(inputs["dimensions"] as Record<string, string>),
        ]);
        const instance = (role: string) =>
          resourceOf(recording, "aws:ec2/instance:Instance", `${role}-instance`).id;
        const check = (role: string) =>
          resourceOf(recording, "aws:route53/healthCheck:HealthCheck", `failover-${role}-check`).id;
        assert.deepEqual(watched, [
          ["backup-instance", instance("backup")],
          ["backup-unhealthy", check("backup")],
          ["primary-instance", instance("primary")],
          ["primary-losing-checkers", check("primary")],
          ["primary-unhealthy", check("primary")],
        ]);
        for (const { region, inputs } of alarms) {
          const { state } = resourceOf(recording, "aws:sns/topic:Topic", `monitoring-${region}-topic`);
          assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [[state["arn"]], [state["arn"]]]);
        }
      });

      it("watches the replication each way, and tells a topic in the region of the alarm", () => {
        const bucket = (region: string) => `shop-content-${stack}-123456789012-${region}`;
        const content = (from: string, to: string) => [bucket(to), "everything", bucket(from)];
        const orders = (region: string) => [region, `website-failover-${stack}-orders`];
        const alarms = metricAlarms(recording, "sync-");
        const watched = alarms.map(({ name, region, inputs }) => {
          const dimensions = Object.entries(inputs["dimensions"] as Record<string, string>).sort();
          return [name, region, ...dimensions.map(([, value]) => value)];
        });
        const [east, west] = ["us-east-1", "us-west-1"];
        assert.deepEqual(watched, [
          ["sync-to-backup-failed", east, ...content(east, west)],
          ["sync-to-backup-late", west, ...content(east, west)],
          ["sync-to-backup-orders-late", east, ...orders(west)],
          ["sync-to-primary-failed", west, ...content(west, east)],
          ["sync-to-primary-late", east, ...content(west, east)],
          ["sync-to-primary-orders-late", west, ...orders(east)],
        ]);
        for (const { region, inputs } of alarms) {
          const { state } = resourceOf(recording, "aws:sns/topic:Topic", `monitoring-${region}-topic`);
          assert.deepEqual(inputs["alarmActions"], [state["arn"]]);
        }
      });

      it("promises a worst case within its own limit", () => {
        const budget = recording.outputs["failoverBudget"] as { worstSeconds: number; rtoSeconds: number };
        assert.deepEqual([budget.worstSeconds, budget.rtoSeconds], [worst, worst]);
      });

      it("puts out what tools need", () => {
        const { outputs } = recording;
        assert.deepEqual(Object.keys(outputs).sort(), [
          "backupUrl",
          "contentBuckets",
          "dashboardUrl",
          "failoverBudget",
          "nameServers",
          "primaryUrl",
          "tables",
          "topology",
          "url",
        ]);
        assert.deepEqual(
          [outputs["url"], outputs["primaryUrl"], outputs["backupUrl"]],
          [
            `http://${hostname}.example.com`,
            `http://primary${suffix}.example.com`,
            `http://backup${suffix}.example.com`,
          ],
        );
        assert.equal(
          outputs["dashboardUrl"],
          `https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/website-failover-${stack}-monitoring`,
        );
        assert.deepEqual(outputs["contentBuckets"], {
          primary: `shop-content-${stack}-123456789012-us-east-1`,
          backup: `shop-content-${stack}-123456789012-us-west-1`,
        });
        assert.deepEqual(outputs["tables"], { orders: `website-failover-${stack}-orders` });
        // The parts beside the pair are in tests/components/topologyOutput.test.ts.
        const { sites, version, protect: isProtected, zone, record, ...rest } = topologyOf(recording);
        assert.deepEqual([version, rest.stack, rest.accountId], [3, stack, "123456789012"]);
        assert.deepEqual(
          [isProtected, zone, record, rest.healthCheck, rest.failoverBudget],
          [
            protect,
            { id: "Z0123456789EXAMPLE", name: "example.com", nameServers: outputs["nameServers"] },
            { name: `${hostname}.example.com`, type: "A" },
            { port: 80, path: "/healthz", searchString: "status=ok" },
            outputs["failoverBudget"],
          ],
        );
        const idOf = (type: string, name: string) => resourceOf(recording, type, name).id;
        const site = (role: string, region: string) => ({
          role,
          region,
          instanceId: idOf("aws:ec2/instance:Instance", `${role}-instance`),
          networkInterfaceId: idOf("aws:ec2/networkInterface:NetworkInterface", `${role}-interface`),
          securityGroupId: idOf("aws:ec2/securityGroup:SecurityGroup", `${role}-firewall`),
          ingressRuleId: idOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", `${role}-http-in`),
          publicIp: resourceOf(recording, "aws:ec2/eip:Eip", `${role}-address`).state["publicIp"],
          allocationId: idOf("aws:ec2/eip:Eip", `${role}-address`),
          recordName: `${role}${suffix}.example.com`,
          setIdentifier: `${hostname}-${role}`,
          healthCheckId: idOf("aws:route53/healthCheck:HealthCheck", `failover-${role}-check`),
        });
        assert.deepEqual(sites, [site("primary", "us-east-1"), site("backup", "us-west-1")]);
        assert.deepEqual(recording.secretOutputs, []);
      });
    });
  }

  it("gives the stacks disjoint record names, so that they can share a zone", async () => {
    const names: string[] = [];
    for (const stack of stacks) {
      const { resources } = await recordStack(stack);
      const records = resources.filter(({ type }) => type === "aws:route53/record:Record");
      names.push(...new Set(records.map(({ inputs }) => String(inputs["name"]))));
    }
    assert.deepEqual(names.sort(), [...new Set(names)].sort());
    assert.equal(names.length, 6);
  });

  it("hands a stack's own tags to every provider", async () => {
    const { resources } = await recordStack("prod", {
      config: { "website-failover:tags": '{"team":"shop"}' },
    });
    const tags = resources
      .filter(({ type }) => type === "pulumi:providers:aws")
      .map(
        ({ inputs }) =>
          (JSON.parse(String(inputs["defaultTags"])) as { tags: Record<string, string> }).tags["team"],
      );
    assert.deepEqual(tags, ["shop", "shop", "shop"]);
  });

  it("makes a zone of its own where a stack asks for it, protected and with accelerated recovery", async () => {
    const config = { "website-failover:zone": '{"create":true}' };
    const recording = await recordStack("prod", { config });
    assertSound(recording);
    assert.deepEqual(
      inventory(recording),
      [...everything("prod"), "aws:route53/zone:Zone failover-zone us-east-1"].sort(),
    );
    const zone = resourceOf(recording, "aws:route53/zone:Zone", "failover-zone");
    assert.deepEqual(
      [
        zone.protect,
        zone.inputs["name"],
        zone.inputs["enableAcceleratedRecovery"],
        zone.inputs["forceDestroy"],
      ],
      [true, "example.com", true, false],
    );
    assert.deepEqual(recording.outputs["nameServers"], zone.state["nameServers"]);
    const record = resourceOf(recording, "aws:route53/record:Record", "failover-primary");
    assert.equal(record.inputs["zoneId"], zone.state["zoneId"]);
  });
});

function topologyOf({ outputs }: Recording) {
  return parseAwsTopology(outputs["topology"], "recording");
}

/** The alarms on single metrics whose names start so, sorted by name. */
function metricAlarms({ resources }: Recording, prefix: string) {
  return resources.filter(({ type, name }) => type.endsWith(":MetricAlarm") && name.startsWith(prefix));
}
