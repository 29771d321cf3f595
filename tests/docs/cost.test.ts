import assert from "node:assert/strict";
import { type Bill, billOf } from "../../docs/cost/bill";
import { costPage } from "../../docs/cost/page";
import { byRegion, prices } from "../../docs/cost/prices";
import type { RecordedResource } from "../../recording/recording";
import { recordStack } from "../../recording/record";

/** Proves the bills of docs/cost.md: what is charged for, by hand arithmetic from the prices that it names, and what is unknown. */

describe("docs/cost.md", () => {
  it("adds up for prod", async () => {
    const bill = billOf(await recordStack("prod"));
    assert.deepEqual(amounts(bill), {
      // Each site: monitoring 4 and 1, replication 3 and 3; the watcher 7.
      "alarm us-east-1": 0.7,
      "alarm us-west-1": 1.1,
      // Two sites, the switch, and the two together.
      "basic health check us-east-1": 0,
      "calls by the scheduler us-west-1": 0,
      "calls of functions us-west-1": 0,
      "composite alarm us-east-1": 0.5,
      // Four of one replication and three of the watcher; four of the other and eight of the watcher.
      "custom metric us-east-1": 2.1,
      "custom metric us-west-1": 3.6,
      "dashboard us-east-1": 0,
      // Two sites with string match every 10 s; the switch with that and HTTPS.
      "health check option us-east-1": 7,
      // 730 × 0.0208 = 15.184, 730 × 0.0248 = 18.104, 730 × 0.005 = 3.65.
      "instance t3.small us-east-1": 15.18,
      "instance t3.small us-west-1": 18.1,
      "public IPv4 address us-east-1": 3.65,
      "public IPv4 address us-west-1": 3.65,
      "requests to CloudWatch us-east-1": 0,
      "requests to CloudWatch us-west-1": 0,
      "volume gp3 us-east-1": 0.64,
      "volume gp3 us-west-1": null,
    });
    assert.equal(bill.usd, 56.22);
    assert.deepEqual(bill.unknownTypes, []);
  }).timeout(30_000);

  it("adds up for staging, with the standard interval and smaller instances", async () => {
    const bill = billOf(await recordStack("staging"));
    // Three options of prod's fewer, and 730 × 0.0104 = 7.592 and 730 × 0.0124 = 9.052 for the instances.
    assert.equal(amounts(bill)["health check option us-east-1"], 4);
    // The drills by the clock: three alarms in us-east-1, one in us-west-1.
    assert.equal(bill.usd, 36.98);
  });

  it("names a page and a day for every price", () => {
    const entries = Object.values(prices).flatMap((entry) => byRegion(entry));
    assert.deepEqual(
      entries.filter(
        ([, { source }]) => !/^https:\/\/./.test(source.page) || !/^2\d{3}-\d\d-\d\d$/.test(source.date),
      ),
      [],
    );
  });
});

describe("a bill", () => {
  const address = resource("aws:ec2/eip:Eip", "address", {}, { publicIp: "192.0.2.1" });
  const check = (name: string, inputs: object) =>
    resource("aws:route53/healthCheck:HealthCheck", name, { type: "CALCULATED", ...inputs });
  const checks = (count: number) => Array.from({ length: count }, (_, index) => check(`check-${index}`, {}));

  it("has fifty basic checks for nothing, and half a dollar for the next", () => {
    assert.deepEqual(amounts(billOf({ resources: checks(50) })), { "basic health check us-east-1": 0 });
    assert.deepEqual(amounts(billOf({ resources: checks(51) })), { "basic health check us-east-1": 0.5 });
  });

  it("has a dollar for each option, the first ones too", () => {
    const options = (inputs: object) =>
      amounts(billOf({ resources: [address, check("site", { ipAddress: "192.0.2.1", ...inputs })] }))[
        "health check option us-east-1"
      ];
    assert.equal(options({ type: "HTTP", requestInterval: 30, measureLatency: false }), undefined);
    assert.equal(options({ type: "HTTP_STR_MATCH", requestInterval: 30, measureLatency: false }), 1);
    assert.equal(options({ type: "HTTPS", requestInterval: 30, measureLatency: false }), 1);
    assert.equal(options({ type: "TCP", requestInterval: 10, measureLatency: false }), 1);
    assert.equal(options({ type: "HTTPS_STR_MATCH", requestInterval: 10, measureLatency: true }), 4);
  });

  it("has three quarters and two dollars for an endpoint that is not the stack's", () => {
    const resources = [address, check("strange", { type: "HTTPS", fqdn: "shop.example.net" })];
    const outside = amounts(billOf({ resources }));
    assert.equal(outside["basic health check, outside AWS us-east-1"], 0.75);
    assert.equal(outside["health check option, outside AWS us-east-1"], 2);
    const moved = check("moved", { type: "HTTP", ipAddress: "192.0.2.2" });
    assert.equal(
      amounts(billOf({ resources: [address, moved] }))["basic health check, outside AWS us-east-1"],
      0.75,
    );
  });

  it("has a bucket's own address among the endpoints in AWS", () => {
    const bucket = resource("aws:s3/bucket:Bucket", "switch", {}, { bucket: "switch-1" });
    const probed = check("switch-check", { type: "HTTP", fqdn: "switch-1.s3.us-west-1.amazonaws.com" });
    assert.deepEqual(amounts(billOf({ resources: [bucket, probed] })), { "basic health check us-east-1": 0 });
  });

  it("counts an alarm by the metrics that it looks at", () => {
    const metricQueries = [{ metric: {} }, { metric: {} }, { expression: "a + b" }];
    const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "sum", { metricQueries });
    assert.deepEqual(amounts(billOf({ resources: [alarm] })), { "alarm us-east-1": 0.2 });
  });

  it("takes the size of a root volume from the instance that states one", () => {
    const instance = resource("aws:ec2/instance:Instance", "big", {
      instanceType: "t3.small",
      rootBlockDevice: { volumeType: "gp3", volumeSize: 100 },
    });
    assert.equal(amounts(billOf({ resources: [instance] }))["volume gp3 us-east-1"], 8);
  });

  it("has a price that nobody knows as unknown, in no sum, and says so", () => {
    const instance = resource("aws:ec2/instance:Instance", "huge", {
      instanceType: "m7i.48xlarge",
      rootBlockDevice: { volumeType: "gp3" },
    });
    const bill = billOf({ resources: [instance, address] });
    assert.equal(amounts(bill)["instance m7i.48xlarge us-east-1"], null);
    assert.equal(bill.usd, 3.65 + 0.64);
    const page = costPage({ test: bill });
    assert.match(
      page,
      /^\| instance m7i\.48xlarge \| us-east-1 \| 730 \| \*\*unknown\*\* \| \*\*unknown\*\* \| huge \|$/m,
    );
    assert.match(page, /^\| \*\*together\*\* .* \*\*at least 4\.29\*\* /m);
  });

  it("lists a type of which nobody knows what it costs, never as free", () => {
    const trail = resource("aws:cloudtrail/trail:Trail", "trail", {});
    const bill = billOf({ resources: [trail, address] });
    assert.deepEqual(bill.unknownTypes, ["aws:cloudtrail/trail:Trail"]);
    assert.deepEqual(bill.freeTypes, []);
    const page = costPage({ test: bill });
    assert.match(page, /whether they cost anything: `aws:cloudtrail\/trail:Trail`\.$/m);
    assert.match(page, /^\| \*\*together\*\* .* \*\*at least 3\.65\*\* /m);
  });

  it("is exact where everything is known", () => {
    assert.match(
      costPage({ test: billOf({ resources: [address] }) }),
      /^\| \*\*together\*\* .* \*\*3\.65\*\* /m,
    );
  });

  it("calls a NAT gateway and an interface endpoint what they are: not free", () => {
    const vpc = resource("awsx:ec2:Vpc", "vpc", { natGateways: { strategy: "OnePerAz" } });
    const endpoint = resource("aws:ec2/vpcEndpoint:VpcEndpoint", "ssm", { vpcEndpointType: "Interface" });
    const bill = billOf({ resources: [vpc, endpoint] });
    assert.deepEqual(amounts(bill), { "NAT gateway us-east-1": null });
    assert.deepEqual(
      bill.byUse.map(({ what, price }) => [what, price]),
      [["interface endpoint", null]],
    );
  });
});

function amounts({ fixed }: Bill): Record<string, number | null> {
  return Object.fromEntries(fixed.map(({ what, region, usd }) => [`${what} ${region}`, usd]));
}

function resource(type: string, name: string, inputs: object, outputs: object = {}): RecordedResource {
  return {
    urn: `urn:pulumi:test::website-failover::${type}::${name}`,
    type,
    name,
    kind: "custom",
    id: name,
    parent: null,
    provider: "primary",
    region: "us-east-1",
    inputs: { ...inputs },
    state: { ...inputs, ...outputs },
    secretInputs: [],
    dependencies: [],
    protect: false,
    ignoreChanges: [],
    deleteBeforeReplace: false,
    replacementTrigger: null,
    otherOptions: [],
  };
}
