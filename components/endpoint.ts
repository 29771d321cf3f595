import type * as pulumi from "@pulumi/pulumi";

/** Which of the two sites. */
export type SiteRole = "primary" | "backup";

/**
 * A site's public address as others use it, with the ids that operators and drills need to find its parts.
 * `RegionalSite.endpoint` is exactly what `FailoverDns` takes; the role in the type keeps the two from being exchanged.
 */
export interface SiteEndpoint<Role extends SiteRole = SiteRole> {
  readonly role: Role;
  /** AWS region of the site. */
  readonly region: string;
  /** The Elastic IP: the address that the record answers with and that the health check probes. */
  readonly publicIp: pulumi.Input<string>;
  readonly allocationId: pulumi.Input<string>;
  readonly instanceId: pulumi.Input<string>;
  readonly networkInterfaceId: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  /** The one rule that lets HTTP in. */
  readonly ingressRuleId: pulumi.Input<string>;
}

/**
 * The operator's switch as Route 53's checkers reach it: while an object with the search string is there, traffic is to
 * go to the backup. `OperatorSwitch.endpoint` is exactly what `FailoverDns` takes.
 */
export interface SwitchEndpoint {
  /** Region of the bucket: the backup's, so that the switch works when the primary's region does not. */
  readonly region: string;
  readonly bucketName: pulumi.Input<string>;
  /** The bucket's regional virtual-hosted name. */
  readonly fqdn: pulumi.Input<string>;
  readonly resourcePath: string;
  readonly searchString: string;
}
