import type { StackTopology } from "../../recording/topology";
import { canonicalName } from "../../route53/names";
import type { FailoverBudget, FailureKind } from "../../route53/timing";
import type { HealthCheck, Zone } from "../../route53/types";
import type { AwsTopology } from "./topology";

/**
 * A deployed stack as the rehearsal knows stacks, so that what predicts, tells and draws a rehearsal does the same for
 * a drill. Record sets and checks are those that AWS has now.
 *
 * @throws Error when the budget lacks a kind of failure.
 */
export function drilledStack(
  topology: AwsTopology,
  zone: Zone,
  healthChecks: readonly HealthCheck[],
): StackTopology {
  const { stack, record, sites, failoverBudget, operatorSwitch, healthCheck } = topology;
  return {
    stack,
    zone,
    healthChecks,
    sites: sites.map(({ role, region, publicIp }) => ({
      role,
      region,
      publicIp,
      openPorts: [healthCheck.port],
      serves: { kind: "shop" },
    })),
    record: { name: canonicalName(record.name), type: record.type },
    budget: budgetOf(failoverBudget),
    operatorSwitch: operatorSwitch && {
      healthCheckId: operatorSwitch.healthCheckId,
      calculatedHealthCheckId: operatorSwitch.calculatedHealthCheckId,
      isAwaited: true,
    },
    siteWatcher: null,
  };
}

function budgetOf(budget: AwsTopology["failoverBudget"]): FailoverBudget {
  const row = (kind: FailureKind) => {
    const found = budget.kinds[kind];
    if (!found)
      throw new Error(`The topology's failoverBudget has no row for ${kind}; deploy the stack again.`);
    return found;
  };
  const kinds = {
    refused: row("refused"),
    noReply: row("noReply"),
    blackhole: row("blackhole"),
    slowBody: row("slowBody"),
  };
  return { ...budget, kinds };
}
