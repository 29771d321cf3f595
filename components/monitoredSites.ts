import type * as pulumi from "@pulumi/pulumi";
import type { SiteRole } from "./endpoint";

/** A site as its watchers see it: the instance, and the check of its own endpoint. */
export interface MonitoredSite<Role extends SiteRole = SiteRole> {
  readonly role: Role;
  /** AWS region of the site. */
  readonly region: string;
  readonly instanceId: pulumi.Input<string>;
  readonly healthCheckId: pulumi.Input<string>;
}

/** Both sites, the primary first. */
export type MonitoredSites = readonly [MonitoredSite<"primary">, MonitoredSite<"backup">];
