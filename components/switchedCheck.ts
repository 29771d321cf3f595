import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { HealthCheckRegion } from "../route53/types";
import type { SwitchEndpoint } from "./endpoint";
import { route53Reports } from "./route53Reports";
import { untilSeenOff } from "./switchSightings";

/** What the check of a switch is made of. */
export interface SwitchedCheckArgs {
  readonly operatorSwitch: SwitchEndpoint;
  /** The check of the site's own endpoint. */
  readonly endpointCheck: aws.route53.HealthCheck;
  /** Seconds between a checker's probes of the switch. A change replaces its check. */
  readonly requestIntervalSeconds: 10 | 30;
  readonly checkerRegions: readonly HealthCheckRegion[];
  /** Begins the tags that name the two checks. */
  readonly tagPrefix: string;
}

/** A site's check that an operator can overrule. */
export interface SwitchedCheck {
  readonly switchCheck: aws.route53.HealthCheck;
  /** Healthy while both the endpoint and the switch are: the check for the record. */
  readonly calculatedCheck: aws.route53.HealthCheck;
}

/** One lost probe must not turn the switch; the sites' threshold may be as high as 10, which would be slow. */
const failureThreshold = 2;

/** Route 53 changes what is not published how soon: from the checkers' opinions to its name servers. */
const marginSeconds = 30;

/**
 * The check of a switch, and the one that combines it with the endpoint's. Inverted: a missing object is a failing
 * probe, and a failing probe is healthy, so that traffic stays where it is when the switch is off, or S3 is.
 *
 * A new inverted check counts as unhealthy until it has data (Developer Guide, "How Amazon Route 53 determines whether a
 * health check is healthy"), which would move users for nothing. So nothing comes to rely on one before its checkers
 * have seen the switch off: the hooks hold the combined check back, and where it is not made or changed, the record
 * keeps the check that it has. They come *before* the change, because Pulumi only warns of what fails after one.
 */
export function switchedCheck(name: string, args: SwitchedCheckArgs, parent: pulumi.Resource): SwitchedCheck {
  const { endpointCheck, tagPrefix } = args;
  const switchCheck = createSwitchCheck(`${name}-switch-check`, args, parent);
  const ready = new pulumi.ResourceHook(`${name}-switch-ready`, async ({ oldInputs }) => {
    const healthCheckId = await new Promise<string>((resolve) => switchCheck.id.apply(resolve));
    const former = (oldInputs?.["childHealthchecks"] ?? []) as readonly string[];
    if (former.includes(healthCheckId)) return;
    const { checkerRegions, requestIntervalSeconds } = args;
    const settleSeconds = failureThreshold * requestIntervalSeconds + marginSeconds;
    await untilSeenOff({ healthCheckId, checkerRegions, settleSeconds }, route53Reports);
  });
  const calculatedCheck = new aws.route53.HealthCheck(
    `${name}-primary-and-switch-check`,
    {
      type: "CALCULATED",
      childHealthchecks: [endpointCheck.id, switchCheck.id],
      childHealthThreshold: 2,
      invertHealthcheck: false,
      disabled: false,
      tags: { Name: `${tagPrefix}-primary-and-switch` },
    },
    { parent, hooks: { beforeCreate: [ready], beforeUpdate: [ready] } },
  );
  return { switchCheck, calculatedCheck };
}

function createSwitchCheck(name: string, args: SwitchedCheckArgs, parent: pulumi.Resource) {
  const { fqdn, resourcePath, searchString } = args.operatorSwitch;
  return new aws.route53.HealthCheck(
    name,
    {
      // A string match, because Route 53 alone would count a redirect by S3 as success.
      type: "HTTPS_STR_MATCH",
      fqdn,
      enableSni: true,
      port: 443,
      resourcePath,
      searchString,
      requestInterval: args.requestIntervalSeconds,
      failureThreshold,
      regions: [...args.checkerRegions],
      measureLatency: false,
      invertHealthcheck: true,
      disabled: false,
      tags: { Name: `${args.tagPrefix}-switch` },
    },
    { parent },
  );
}
