import type { AwsTopology } from "../../../drill/aws/topology";
import type { SwitchedTopology } from "../../../drill/aws/override";

/** The topology of a small stack with a switch, as its output says it. */
export function sampleTopology(change: Partial<AwsTopology> = {}): SwitchedTopology {
  const detection = { detectionTypicalSeconds: 18.2, detectionWorstSeconds: 20, totalWorstSeconds: 44 };
  const bucketName = "failover-switch-prod-123456789012-us-west-1-an";
  return {
    version: 3,
    stack: "prod",
    accountId: "123456789012",
    protect: true,
    zone: { id: "Z1", name: "example.com", nameServers: ["ns-1.example.net", "ns-2.example.net"] },
    record: { name: "www.example.com", type: "A" },
    healthCheck: { port: 80, path: "/healthz", searchString: "status=ok" },
    sites: [
      {
        role: "primary",
        region: "us-east-1",
        instanceId: "i-0123456789abcdef0",
        networkInterfaceId: "eni-1",
        securityGroupId: "sg-0123456789abcdef0",
        ingressRuleId: "sgr-0123456789abcdef0",
        publicIp: "192.0.2.10",
        allocationId: "eipalloc-1",
        recordName: "primary.example.com",
        setIdentifier: "www-primary",
        healthCheckId: "hc-primary",
      },
      {
        role: "backup",
        region: "us-west-1",
        instanceId: "i-0123456789abcdef1",
        networkInterfaceId: "eni-2",
        securityGroupId: "sg-0123456789abcdef1",
        ingressRuleId: "sgr-0123456789abcdef1",
        publicIp: "192.0.2.186",
        allocationId: "eipalloc-2",
        recordName: "backup.example.com",
        setIdentifier: "www-backup",
        healthCheckId: "hc-backup",
      },
    ],
    failoverBudget: {
      rtoSeconds: 60,
      ttlSeconds: 20,
      aggregationSeconds: 3,
      worstSeconds: 60,
      kinds: { refused: detection },
    },
    alarms: [
      { region: "us-east-1", name: "primary-unhealthy" },
      { region: "us-west-1", name: "watcher-silent" },
    ],
    topics: [{ region: "us-west-1", arn: "arn:aws:sns:us-west-1:123456789012:alarms" }],
    experimentTemplateIds: [],
    operations: null,
    ...change,
    operatorSwitch: {
      region: "us-west-1",
      bucketName,
      key: "force-backup",
      searchString: "go-to-the-backup",
      fqdn: `${bucketName}.s3.us-west-1.amazonaws.com`,
      healthCheckId: "hc-switch",
      calculatedHealthCheckId: "hc-primary-and-switch",
    },
  };
}
