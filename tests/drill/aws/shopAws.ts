import { parseAwsTopology, topologyVersion, type AwsTopology } from "../../../drill/aws/topology";
import type { DrillFacts, SiteFacts } from "../../../drill/aws/preflight/facts";
import { shopTopology, switchedTopology } from "../../support/shopTopology";

/** The sample shop as deployed: version 3 of its `topology` output, without a switch. */
export const shopAws: AwsTopology = parseAwsTopology(
  {
    version: topologyVersion,
    stack: "prod",
    accountId: "123456789012",
    protect: true,
    zone: { id: "Z0123456789EXAMPLE", name: "example.com", nameServers: ["ns-1.example", "ns-2.example"] },
    record: { name: "www.example.com", type: "A" },
    healthCheck: { port: 80, path: "/healthz", searchString: "status=ok" },
    sites: [
      {
        role: "primary",
        region: "us-east-1",
        instanceId: "i-0123456789abcdef0",
        networkInterfaceId: "eni-primary",
        securityGroupId: "sg-0123456789abcdef0",
        ingressRuleId: "sgr-0123456789abcdef0",
        publicIp: "192.0.2.10",
        allocationId: "eipalloc-primary",
        recordName: "primary.example.com",
        setIdentifier: "www-primary",
        healthCheckId: "hc-primary",
      },
      {
        role: "backup",
        region: "us-west-1",
        instanceId: "i-0123456789abcdef1",
        networkInterfaceId: "eni-backup",
        securityGroupId: "sg-0123456789abcdef1",
        ingressRuleId: "sgr-0123456789abcdef1",
        publicIp: "198.51.100.20",
        allocationId: "eipalloc-backup",
        recordName: "backup.example.com",
        setIdentifier: "www-backup",
        healthCheckId: "hc-backup",
      },
    ],
    failoverBudget: shopTopology.budget,
    operatorSwitch: null,
    alarms: [{ region: "us-east-1", name: "primary-unhealthy" }],
    topics: [],
    experimentTemplateIds: [],
    operations: {
      restoreRoleArn: "arn:aws:iam::123456789012:role/restore",
      stopServerDocument: "stop",
      startServerDocument: "start",
    },
  },
  "the sample",
);

/** The same with an operator's switch. */
export const switchedAws: AwsTopology = {
  ...shopAws,
  operatorSwitch: {
    region: "us-west-1",
    bucketName: "switch",
    key: "force-backup",
    searchString: "go-to-the-backup",
    fqdn: "switch.s3.us-west-1.amazonaws.com",
    healthCheckId: "hc-switch",
    calculatedHealthCheckId: "hc-calculated",
  },
};

const regions = ["us-east-1", "us-west-1", "us-west-2", "eu-west-1"];

/** Reports of 16 checkers, so many of them healthy. */
export function reports(healthy: number) {
  return Array.from({ length: 16 }, (_, index) => ({
    region: regions[index % 4]!,
    ipAddress: `203.0.113.${index}`,
    status: index < healthy ? "Success: HTTP Status Code 200, OK" : "Failure: Connection refused",
  }));
}

function siteFacts(role: "primary" | "backup"): SiteFacts {
  const site = shopAws.sites.find((each) => each.role === role)!;
  return {
    instance: { value: { state: "running" } },
    address: { value: { publicIp: site.publicIp, networkInterfaceId: site.networkInterfaceId } },
    networkInterface: { value: { instanceId: site.instanceId } },
    ingressRule: { value: { securityGroupId: site.securityGroupId } },
    page: { isHealthy: true, reason: "HTTP 200", contentVersion: "v1" },
  };
}

/** What preflight sees of the sample shop when nothing is wrong. */
export const wholeFacts: DrillFacts = {
  now: new Date("2026-11-23T12:00:00Z"),
  caller: {
    value: { accountId: "123456789012", arn: "arn:aws:iam::123456789012:user/ops", expiresAt: null },
  },
  sites: { primary: siteFacts("primary"), backup: siteFacts("backup") },
  checks: { value: shopTopology.healthChecks },
  sights: { value: shopTopology.healthChecks.map((check) => ({ check, reports: reports(16) })) },
  zone: { value: shopTopology.zone },
  zoneNameServers: { value: ["ns-2.example.", "NS-1.example"] },
  delegation: { value: ["ns-1.example", "ns-2.example"] },
  answers: ["ns-1", "ns-2"].map((server) => ({
    server,
    resolution: { rcode: "NOERROR", addresses: ["192.0.2.10"], wireTtlSeconds: 20 },
  })),
  isSwitchOn: null,
  openDrill: { value: null },
  refusal: { value: null },
};

/** The same of the shop with a switch. */
export const switchedFacts: DrillFacts = {
  ...wholeFacts,
  checks: { value: switchedTopology.healthChecks },
  sights: {
    value: switchedTopology.healthChecks.map((check) => ({
      check,
      reports: check.Id === "hc-calculated" ? [] : reports(check.Id === "hc-switch" ? 0 : 16),
    })),
  },
  zone: { value: switchedTopology.zone },
  isSwitchOn: { value: false },
};
