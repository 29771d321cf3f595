/** What the health page of a site says, and how fast it follows the shop. */

/** Who a site is: the words that its header, its health page and its footer carry. */
export interface SiteIdentity {
  readonly role: "primary" | "backup";
  /** AWS region, such as `us-east-1`. */
  readonly region: string;
}

/** Where the health page is served unless the stack says otherwise. */
export const defaultHealthPath = "/healthz";

/** What a Route 53 string match looks for in the health page unless the stack says otherwise. */
export const defaultSearchString = "status=ok";

/** Longest time between two starts of the health script, in seconds. */
export const healthScriptPeriodSeconds = 5;

/** Age at which a health page that the script no longer writes is removed, in seconds; looked at each second. */
export const stalePageSeconds = 15;

/** Body of the health page (status 200) of a site that serves the storefront. */
export function healthyPage({ role, region }: SiteIdentity, contentVersion: string): string {
  return `status=ok site=${role} region=${region} content=${contentVersion}\n`;
}

/** Body of the health page (status 503) of a site whose script found the shop broken. */
export function brokenPage({ role, region }: SiteIdentity): string {
  return `status=broken site=${role} region=${region}\n`;
}
