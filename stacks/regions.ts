import * as aws from "@pulumi/aws";
import type { Settings } from "./settings";

/** The providers of one stack: one for each site, and one for what Route 53 keeps in us-east-1. */
export interface Providers {
  /** Route 53's control plane and metrics live in us-east-1, wherever the sites are. */
  readonly global: aws.Provider;
  readonly primary: aws.Provider;
  readonly backup: aws.Provider;
}

/** Makes the stack's providers; none of them works in any account but the stack's own. */
export function regionProviders(settings: Settings): Providers {
  return {
    global: regionProvider("global", "us-east-1", settings),
    primary: regionProvider("primary", settings.primary.region, settings, { site: "primary" }),
    backup: regionProvider("backup", settings.backup.region, settings, { site: "backup" }),
  };
}

function regionProvider(
  name: string,
  region: string,
  settings: Settings,
  siteTag: Record<string, string> = {},
) {
  const { project, stack, accountId, tags } = settings;
  return new aws.Provider(name, {
    // A plain text of a region is what the type's enumeration holds; the settings' rules have checked it.
    region: region as aws.Region,
    allowedAccountIds: [accountId],
    defaultTags: { tags: { ...tags, project, stack, ...siteTag } },
  });
}
