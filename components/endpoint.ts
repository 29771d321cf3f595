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
