/** A drill of the production stack, for tests of what undoes it. */
import type { DrillJournal } from "../../../drill/aws/journal";
import type { AwsTopology } from "../../../drill/aws/topology";

const instanceId = "i-0a1b2c3d4e5f60718";

/** The four calls, by the fault that each undoes. */
export const undoCalls = {
  "stop-instance": { operation: "ec2:StartInstances", region: "us-east-1", instanceId },
  "kill-server": {
    operation: "ssm:SendCommand",
    region: "us-east-1",
    instanceId,
    document: "website-failover-prod-start-server",
  },
  "block-http": {
    operation: "ec2:ModifySecurityGroupRules",
    region: "us-east-1",
    securityGroupId: "sg-0a1b2c3d4e5f60718",
    ingressRuleId: "sgr-0a1b2c3d4e5f60718",
    fromPort: 80,
    toPort: 80,
    cidrIpv4: "0.0.0.0/0",
    description: "Shoppers and health checkers",
  },
  "invert-check": {
    operation: "route53:UpdateHealthCheck",
    region: "us-east-1",
    healthCheckId: "check-of-the-primary",
    inverted: false,
  },
} as const satisfies Record<string, DrillJournal["undo"]>;

/** The journal of a drill that has begun. */
export function openJournal(fault: keyof typeof undoCalls = "stop-instance"): DrillJournal {
  return {
    version: 1,
    id: `2026-11-23T12:00:00.000Z-${fault}`,
    state: "open",
    stack: "prod",
    accountId: "123456789012",
    fault,
    principal: "arn:aws:sts::123456789012:assumed-role/drill/ann",
    startedAt: "2026-11-23T12:00:00.000Z",
    undoneAt: "2026-11-23T12:20:00.000Z",
    undo: undoCalls[fault],
    schedule: { region: "us-east-1", name: "website-failover-prod-undo-20261123T120000Z" },
    verdict: null,
  };
}

const site = (role: string, region: string, hex: string) => ({
  role,
  region,
  instanceId: `i-${hex}`,
  networkInterfaceId: `eni-${hex}`,
  securityGroupId: `sg-${hex}`,
  ingressRuleId: `sgr-${hex}`,
  publicIp: role === "primary" ? "192.0.2.10" : "198.51.100.10",
  allocationId: `eipalloc-${hex}`,
  recordName: `${role}.example.com`,
  setIdentifier: `www-${role}`,
  healthCheckId: `check-of-the-${role}`,
});

/** The stack that is drilled. */
export const topology = {
  version: 3,
  stack: "prod",
  accountId: "123456789012",
  protect: true,
  zone: { id: "Z0123456789EXAMPLE", name: "example.com", nameServers: ["ns-1.example.net"] },
  record: { name: "www.example.com", type: "A" },
  healthCheck: { port: 80, path: "/healthz", searchString: "status=ok" },
  sites: [
    site("primary", "us-east-1", "0a1b2c3d4e5f60718"),
    site("backup", "us-west-1", "0f1e2d3c4b5a69788"),
  ],
  failoverBudget: { rtoSeconds: 60, ttlSeconds: 20, aggregationSeconds: 3, worstSeconds: 60, kinds: {} },
  operatorSwitch: {
    region: "us-west-1",
    bucketName: "failover-switch-prod-123456789012-us-west-1-an",
    key: "force-backup",
    searchString: "go-to-the-backup",
    fqdn: "failover-switch-prod-123456789012-us-west-1-an.s3.us-west-1.amazonaws.com",
    healthCheckId: "check-of-the-switch",
    calculatedHealthCheckId: "check-of-the-record",
  },
  alarms: [],
  topics: [],
  experimentTemplateIds: [],
  operations: {
    restoreRoleArn: "arn:aws:iam::123456789012:role/website-failover-prod-restore",
    stopServerDocument: "website-failover-prod-stop-server",
    startServerDocument: "website-failover-prod-start-server",
  },
} as AwsTopology;
