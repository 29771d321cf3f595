import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { graph } from "./graph";
import { type HealthAlarmsArgs, route53MetricsRegion, unhealthyAtPercentage } from "./healthAlarms";
import { type PartsOnDashboard, partGraphs } from "./partGraphs";
import { physicalName } from "./physicalName";

/** What the dashboard shows. */
export interface DashboardArgs extends HealthAlarmsArgs {
  readonly zoneId: pulumi.Input<string>;
  readonly operatorSwitch: SwitchOnDashboard | null;
  readonly parts: PartsOnDashboard;
}

/** The checks that a switch adds. */
export interface SwitchOnDashboard {
  readonly healthCheckId: pulumi.Input<string>;
  readonly calculatedHealthCheckId: pulumi.Input<string>;
}

/**
 * One page that shows whether the sites are healthy, how many checkers agree, whether shoppers still ask, and what the
 * stack's other parts see.
 *
 * @returns its address in the console.
 */
export function createDashboard(name: string, args: DashboardArgs, parent: pulumi.Resource): string {
  const dashboardName = physicalName(name);
  new aws.cloudwatch.Dashboard(
    `${name}-dashboard`,
    {
      region: route53MetricsRegion,
      dashboardName,
      dashboardBody: pulumi.jsonStringify({ widgets: widgets(args) }),
    },
    { parent },
  );
  const consoleUrl = `https://${route53MetricsRegion}.console.aws.amazon.com/cloudwatch/home`;
  return `${consoleUrl}?region=${route53MetricsRegion}#dashboards/dashboard/${dashboardName}`;
}

/** Two in a row; CloudWatch places widgets without coordinates one after the other. */
function widgets({ sites, warnBelowPercentageHealthy, zoneId, operatorSwitch, parts }: DashboardArgs) {
  const ofChecks = (metricName: string) =>
    sites.map(({ role, healthCheckId }) => [
      ...["AWS/Route53", metricName, "HealthCheckId", healthCheckId],
      { label: role },
    ]);
  const ofInstances = sites.map(({ role, region, instanceId }) => [
    ...["AWS/EC2", "StatusCheckFailed", "InstanceId", instanceId],
    { label: role, region },
  ]);
  return [
    graph(
      "Health checks: 1 is healthy",
      "Minimum",
      [...ofChecks("HealthCheckStatus"), ...(operatorSwitch ? ofSwitch(operatorSwitch) : [])],
      { yAxis: { left: { min: 0, max: 1 } } },
    ),
    graph("Checkers that report healthy, in percent", "Minimum", ofChecks("HealthCheckPercentageHealthy"), {
      yAxis: { left: { min: 0, max: 100 } },
      annotations: {
        horizontal: [
          { label: "unhealthy from here down", value: unhealthyAtPercentage },
          { label: "warning below", value: warnBelowPercentageHealthy },
        ],
      },
    }),
    graph("DNS queries of the zone, each minute", "Sum", [
      ["AWS/Route53", "DNSQueries", "HostedZoneId", zoneId, { label: "queries" }],
    ]),
    graph("Failed status checks of the instances", "Maximum", ofInstances),
    ...partGraphs(sites, parts),
  ];
}

function ofSwitch({ healthCheckId, calculatedHealthCheckId }: SwitchOnDashboard) {
  const status = ["AWS/Route53", "HealthCheckStatus", "HealthCheckId"];
  return [
    [...status, healthCheckId, { label: "switch: 1 is off" }],
    [...status, calculatedHealthCheckId, { label: "primary and switch: what PRIMARY goes by" }],
  ];
}
