import * as aws from "@pulumi/aws";
import type { Settings } from "./settings";

/** The providers of one stack, as options of what is to be made or asked there: one for each site, and one for all else. */
export interface RegionProviders {
  /** Route 53's control plane and metrics live in us-east-1, wherever the sites are. */
  readonly global: RegionProvider;
  readonly primary: RegionProvider;
  readonly backup: RegionProvider;
}

/** Options of a component or a look-up that name its provider. */
export interface RegionProvider {
  readonly provider: aws.Provider;
}

/** Makes the stack's providers; none of them works in any account but the stack's own. */
export function regionProviders(settings: Settings): RegionProviders {
  return {
    global: { provider: regionProvider("global", "us-east-1", settings) },
    primary: { provider: regionProvider("primary", settings.primary.region, settings, { site: "primary" }) },
    backup: { provider: regionProvider("backup", settings.backup.region, settings, { site: "backup" }) },
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
