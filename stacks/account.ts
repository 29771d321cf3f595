import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { RegionProvider, RegionProviders } from "./regions";
import type { Settings, SiteSettings } from "./settings";

/** A site in the availability zone where the account can have it. */
export type PlacedSite<Role extends SiteSettings["role"]> = SiteSettings<Role> & {
  readonly availabilityZone: string;
};

/** The sites of a stack, placed. */
export interface PlacedSites {
  readonly primary: PlacedSite<"primary">;
  readonly backup: PlacedSite<"backup">;
}

/**
 * Asks the account for what the stack file takes for granted, before any resource is registered, and places the sites
 * where it offers their instance types.
 *
 * @throws pulumi.RunError when `zone.id` is not the public zone of `domain`, or when no zone of a region (or not
 * the pinned one) offers a site's instance type; all of it at once.
 */
export async function checkAccount(settings: Settings, providers: RegionProviders): Promise<PlacedSites> {
  const [zoneProblem, primary, backup] = await Promise.all([
    findZoneProblem(settings, providers.global),
    chooseZone(settings.primary, providers.primary),
    chooseZone(settings.backup, providers.backup),
  ]);
  const problems = [zoneProblem, primary.problem, backup.problem].filter((problem) => problem !== null);
  if (problems.length > 0) {
    const lines = problems.map((problem) => `- ${problem}`);
    throw new pulumi.RunError(
      [`Account ${settings.accountId} does not fit the stack file:`, ...lines].join("\n"),
    );
  }
  return {
    primary: { ...settings.primary, availabilityZone: primary.zone },
    backup: { ...settings.backup, availabilityZone: backup.zone },
  };
}

async function findZoneProblem(
  { dns: { zone, domain } }: Settings,
  provider: RegionProvider,
): Promise<string | null> {
  if (!("id" in zone)) return null;
  try {
    const found = await aws.route53.getZone({ zoneId: zone.id }, provider);
    const name = found.name.replace(/\.$/, "");
    if (found.privateZone)
      return `zone.id: ${zone.id} is a private zone of "${name}"; name the public zone of "${domain}" [zone-of-domain]`;
    if (name === domain) return null;
    return `zone.id: ${zone.id} is the zone of "${name}", not of "${domain}"; correct zone.id or domain [zone-of-domain]`;
  } catch (error) {
    const isAbsent = /NoSuchHostedZone|no matching/i.test(reason(error));
    if (!isAbsent) return lookUpProblem("Route 53", error);
    return `zone.id: ${zone.id} is no hosted zone of this account; correct it, or write { create: true } for a new one [zone-of-domain]`;
  }
}

/** EC2 offers an instance type zone by zone, and some regions give each account other zones than the next. */
async function chooseZone(
  { role, region, instanceType, pinnedZone }: SiteSettings,
  provider: RegionProvider,
): Promise<{ zone: string; problem: string | null }> {
  try {
    const filters = [{ name: "instance-type", values: [instanceType] }];
    const offerings = await aws.ec2.getInstanceTypeOfferings(
      { locationType: "availability-zone", filters },
      provider,
    );
    // Local and wavelength zones are listed too; their names are longer.
    const zones = offerings.locations.filter((zone) => zone.length === region.length + 1).sort();
    const zone = pinnedZone ?? zones[0];
    if (zone !== undefined && zones.includes(zone)) return { zone, problem: null };
    const where =
      zones.length === 0
        ? `in ${region}; choose another instance type`
        : `in ${pinnedZone ?? region}, only in ${zones.join(", ")}; pin one of those or choose another type`;
    return {
      zone: "",
      problem: `${role}.instanceType: ${instanceType} is not offered ${where} [zone-offers-type]`,
    };
  } catch (error) {
    return { zone: "", problem: lookUpProblem(`EC2 in ${region}`, error) };
  }
}

/** A question that was not answered says nothing about the stack file. */
function lookUpProblem(whom: string, error: unknown): string {
  return `could not ask ${whom}: ${reason(error)}; check credentials, rights and accountId [account-lookup]`;
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").trim();
}
