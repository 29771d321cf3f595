import type { StackTopology, TopologyAlarm } from "../../recording/topology";
import type { HealthCheck, ResourceRecordSet } from "../../route53/types";
import { failoverBudget } from "../../route53/timing";

const zoneId = "Z0123456789EXAMPLE";

function address(name: string, value: string): ResourceRecordSet {
  return { Name: name, Type: "A", TTL: 20, ResourceRecords: [{ Value: value }] };
}

function failover(role: "primary" | "backup", target: string, healthCheckId: string): ResourceRecordSet {
  return {
    Name: "www.example.com.",
    Type: "A",
    SetIdentifier: `www-${role}`,
    Failover: role === "primary" ? "PRIMARY" : "SECONDARY",
    AliasTarget: { HostedZoneId: zoneId, DNSName: target, EvaluateTargetHealth: true },
    HealthCheckId: healthCheckId,
  };
}

function check(id: string, ipAddress: string): HealthCheck {
  return {
    Id: id,
    HealthCheckConfig: {
      Type: "HTTP_STR_MATCH",
      IPAddress: ipAddress,
      Port: 80,
      ResourcePath: "/healthz",
      FullyQualifiedDomainName: "www.example.com",
      SearchString: "status=ok",
      RequestInterval: 10,
      FailureThreshold: 2,
    },
  };
}

/** The production pair written out by hand: what a recording of the prod stack must amount to. */
export const shopTopology: StackTopology = {
  stack: "prod",
  zone: {
    id: zoneId,
    name: "example.com.",
    recordSets: [
      address("primary.example.com.", "192.0.2.10"),
      address("backup.example.com.", "198.51.100.20"),
      failover("primary", "primary.example.com.", "hc-primary"),
      failover("backup", "backup.example.com.", "hc-backup"),
    ],
  },
  healthChecks: [check("hc-primary", "192.0.2.10"), check("hc-backup", "198.51.100.20")],
  sites: [
    {
      role: "primary",
      region: "us-east-1",
      publicIp: "192.0.2.10",
      openPorts: [80],
      serves: { kind: "shop" },
    },
    {
      role: "backup",
      region: "us-west-1",
      publicIp: "198.51.100.20",
      openPorts: [80],
      serves: { kind: "shop" },
    },
  ],
  record: { name: "www.example.com.", type: "A" },
  budget: failoverBudget({
    requestIntervalSeconds: 10,
    failureThreshold: 2,
    checkers: 16,
    ttlSeconds: 20,
    aggregationSeconds: 3,
    rtoSeconds: 60,
    healthScriptPeriodSeconds: 5,
  }),
  operatorSwitch: null,
  siteWatcher: null,
};

/** The same pair with an operator's switch beside the primary's own check. */
export const switchedTopology: StackTopology = {
  ...shopTopology,
  zone: {
    ...shopTopology.zone,
    recordSets: shopTopology.zone.recordSets.map((set) =>
      set.Failover === "PRIMARY" ? { ...set, HealthCheckId: "hc-calculated" } : set,
    ),
  },
  healthChecks: [
    ...shopTopology.healthChecks,
    {
      Id: "hc-switch",
      HealthCheckConfig: {
        Type: "HTTPS_STR_MATCH",
        FullyQualifiedDomainName: "switch.s3.us-west-1.amazonaws.com",
        EnableSNI: true,
        Port: 443,
        ResourcePath: "/force-backup",
        SearchString: "go-to-the-backup",
        RequestInterval: 10,
        FailureThreshold: 2,
        Inverted: true,
      },
    },
    {
      Id: "hc-calculated",
      HealthCheckConfig: {
        Type: "CALCULATED",
        ChildHealthChecks: ["hc-primary", "hc-switch"],
        HealthThreshold: 2,
      },
    },
  ],
  operatorSwitch: {
    healthCheckId: "hc-switch",
    calculatedHealthCheckId: "hc-calculated",
    isAwaited: true,
  },
};

/** An alarm on two minutes of a metric of the watcher, in the backup's region. */
export function watcherAlarm(what: string, changes: Partial<TopologyAlarm>): TopologyAlarm {
  return {
    name: `website-failover-prod-watcher-${what}`,
    region: "us-west-1",
    metricName: "SiteHealthy",
    site: null,
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    treatMissingData: "breaching",
    ...changes,
  };
}

/** The same pair with a switch and a site watcher; failback is automatic. */
export const watchedTopology: StackTopology = {
  ...switchedTopology,
  siteWatcher: {
    plan: {
      namespace: "website-failover/prod",
      regions: { primary: "us-east-1", backup: "us-west-1" },
      publicIps: { primary: "192.0.2.10", backup: "198.51.100.20" },
      recordName: "www.example.com",
      nameServers: ["ns-1.example", "ns-2.example", "ns-3.example", "ns-4.example"],
      healthPage: { port: 80, path: "/healthz", searchString: "status=ok" },
      operatorSwitch: { bucket: "switch", token: "go-to-the-backup", holdAfterMinutes: null },
      content: { buckets: { primary: "content-east", backup: "content-west" } },
      drills: null,
    },
    alarms: [
      watcherAlarm("primary-unhealthy", { site: "primary" }),
      watcherAlarm("backup-unhealthy", { site: "backup" }),
      watcherAlarm("answer-not-primary", {
        metricName: "AnsweringSite",
        comparisonOperator: "GreaterThanThreshold",
      }),
      watcherAlarm("content-out-of-sync", {
        metricName: "ContentInSync",
        evaluationPeriods: 15,
        datapointsToAlarm: 15,
      }),
    ],
  },
};
