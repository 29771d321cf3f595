import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createDashboard, type DashboardArgs } from "../../components/dashboard";
import type { SiteRole } from "../../components/endpoint";
import type { MonitoredSite, MonitoredSites } from "../../components/monitoredSites";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { assertSound, resourceOf } from "../support/recordings";

/** Proves what the dashboard asks CloudWatch for; not how CloudWatch draws it. */

function site<Role extends SiteRole>(role: Role, region: string): MonitoredSite<Role> {
  const [instanceId, healthCheckId] = [pulumi.output(`i-${role}`), pulumi.output(`hc-${role}`)];
  return { role, region, instanceId, healthCheckId };
}

const sites: MonitoredSites = [site("primary", "eu-west-1"), site("backup", "eu-north-1")];

/** The provider is in a region where nothing belongs. */
function recordDashboard(changes: Partial<DashboardArgs> = {}): Promise<Recording> {
  return record(() => {
    const provider = new aws.Provider("elsewhere", { region: "sa-east-1" });
    const type = "website-failover:index:Monitoring";
    const parent = new pulumi.ComponentResource(type, "watch", {}, { provider });
    const zoneId = pulumi.output("ZEXAMPLE");
    const parts = { isWatched: false, contentBuckets: null, tables: [] };
    const args = { warnBelowPercentageHealthy: 60, zoneId, sites, operatorSwitch: null, parts, ...changes };
    return { url: createDashboard("watch", args, parent) };
  });
}

const widgetsOf = (recording: Recording) => {
  const { inputs } = resourceOf(recording, "aws:cloudwatch/dashboard:Dashboard", "watch-dashboard");
  const { widgets } = JSON.parse(String(inputs["dashboardBody"])) as {
    widgets: { properties: { title: string; metrics: unknown } }[];
  };
  return widgets.map(({ properties }) => properties);
};

describe("components/dashboard", () => {
  it("shows checks, checkers, queries and instances on one page, whatever the provider's region", async () => {
    const recording = await recordDashboard();
    assertSound(recording);
    const dashboard = resourceOf(recording, "aws:cloudwatch/dashboard:Dashboard", "watch-dashboard");
    const { dashboardBody, ...rest } = dashboard.inputs;
    assert.deepEqual(rest, { region: "us-east-1", dashboardName: "website-failover-test-watch" });

    const ofChecks = (metric: string) =>
      ["primary", "backup"].map((role) => [
        ...["AWS/Route53", metric, "HealthCheckId", `hc-${role}`],
        { label: role },
      ]);
    const graph = (title: string, stat: string, metrics: unknown[], more: object = {}) => ({
      type: "metric",
      width: 12,
      height: 6,
      properties: { title, view: "timeSeries", region: "us-east-1", stat, period: 60, metrics, ...more },
    });
    assert.deepEqual(JSON.parse(String(dashboardBody)), {
      widgets: [
        graph("Health checks: 1 is healthy", "Minimum", ofChecks("HealthCheckStatus"), {
          yAxis: { left: { min: 0, max: 1 } },
        }),
        graph(
          "Checkers that report healthy, in percent",
          "Minimum",
          ofChecks("HealthCheckPercentageHealthy"),
          {
            yAxis: { left: { min: 0, max: 100 } },
            annotations: {
              horizontal: [
                { label: "unhealthy from here down", value: 18 },
                { label: "warning below", value: 60 },
              ],
            },
          },
        ),
        graph("DNS queries of the zone, each minute", "Sum", [
          ["AWS/Route53", "DNSQueries", "HostedZoneId", "ZEXAMPLE", { label: "queries" }],
        ]),
        graph("Failed status checks of the instances", "Maximum", [
          [
            "AWS/EC2",
            "StatusCheckFailed",
            "InstanceId",
            "i-primary",
            { label: "primary", region: "eu-west-1" },
          ],
          [
            "AWS/EC2",
            "StatusCheckFailed",
            "InstanceId",
            "i-backup",
            { label: "backup", region: "eu-north-1" },
          ],
        ]),
      ],
    });
    assert.deepEqual(recording.outputs, {
      url: "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/website-failover-test-watch",
    });
  });

  it("shows the switch's two checks beside the sites'", async () => {
    const operatorSwitch = { healthCheckId: "hc-switch", calculatedHealthCheckId: "hc-both" };
    const [checks] = widgetsOf(await recordDashboard({ operatorSwitch }));
    const status = ["AWS/Route53", "HealthCheckStatus", "HealthCheckId"];
    assert.deepEqual(checks?.metrics, [
      [...status, "hc-primary", { label: "primary" }],
      [...status, "hc-backup", { label: "backup" }],
      [...status, "hc-switch", { label: "switch: 1 is off" }],
      [...status, "hc-both", { label: "primary and switch: what PRIMARY goes by" }],
    ]);
  });

  it("shows the stack's other parts below", async () => {
    const parts = { isWatched: true, contentBuckets: { primary: "one", backup: "two" }, tables: ["orders"] };
    const titles = widgetsOf(await recordDashboard({ parts })).map(({ title }) => title);
    assert.deepEqual(titles.slice(4), [
      "The watcher: 1 is a healthy site",
      "The watcher: who answers, and the switch",
      "Replication of content: seconds late",
      "Replication of tables: milliseconds late",
    ]);
  });
});
