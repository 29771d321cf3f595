import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "./physicalName";
import type { SiteWatcherArgs, WatchedSite } from "./siteWatcher";

/**
 * Refuses what the types of SiteWatcherArgs cannot exclude, all of it at once.
 *
 * @throws pulumi.RunError naming the component and each mistake.
 */
export function checkSiteWatcherArgs(name: string, args: SiteWatcherArgs): void {
  const problems = [...sitesProblems(args), ...peopleProblems(name, args), ...partsProblems(args)];
  if (problems.length > 0) throw new pulumi.RunError(`SiteWatcher "${name}": ${problems.join("; ")}`);
}

function sitesProblems({ dns, healthCheck }: SiteWatcherArgs): string[] {
  // Widened, because plain JavaScript and casts pass the compiler.
  const [one, two]: readonly [WatchedSite, WatchedSite] = dns.sites;
  return chosen([
    [one.role !== "primary", `dns.sites has the ${one.role} site first; the primary goes there`],
    [two.role !== "backup", `dns.sites has the ${two.role} site second; the backup goes there`],
    [one.region === two.region, `both sites are in ${one.region}; a watcher there dies with both`],
    [
      healthCheck.searchString === "",
      `healthCheck.searchString is empty, so that every page would be healthy; write what a healthy one holds`,
    ],
  ]);
}

function peopleProblems(name: string, { accountId, emails }: SiteWatcherArgs): string[] {
  const notAddresses = emails.filter((email) => !/^[^\s@]+@[^\s@]+$/.test(email));
  const functionName = physicalName(name);
  return chosen([
    [!/^\d{12}$/.test(accountId), `accountId is "${accountId}", but must have 12 digits`],
    [emails.length === 0, "emails is empty, so an alarm would reach nobody; give one address or more"],
    [notAddresses.length > 0, `emails has ${notAddresses.join(", ")}, but must hold mail addresses only`],
    [new Set(emails).size < emails.length, "emails has an address twice; give each once"],
    [
      functionName.length > 64,
      `"${functionName}" has ${functionName.length} characters, but a function's name at most 64; let the stack's name be short`,
    ],
  ]);
}

/** Minutes on the backup: fewer than three are shorter than the way home that answers take once the switch is off. */
const holdMinutes = { least: 3, most: 60 };

/** CloudWatch evaluates a day at most; sites look for new content each minute, and not at the same time. */
const stalenessMinutes = { least: 5, most: 1440 };

/** Fault Injection Service forgets an experiment after 120 days. */
const drillDays = { least: 1, most: 120 };

function partsProblems({ operatorSwitch, content, drills }: SiteWatcherArgs): string[] {
  const holdAfterMinutes = operatorSwitch?.holdAfterMinutes;
  return [
    ...outside("operatorSwitch.holdAfterMinutes", holdAfterMinutes, holdMinutes),
    ...outside("content.maxStalenessMinutes", content?.maxStalenessMinutes, stalenessMinutes),
    ...outside("drills.maxAgeDays", drills?.maxAgeDays, drillDays),
    ...chosen([
      [
        drills?.experimentTemplateIds.length === 0,
        "drills.experimentTemplateIds is empty; name one template or more, or leave drills out",
      ],
    ]),
  ];
}

function outside(
  what: string,
  value: number | null | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): string[] {
  if (value === null || value === undefined) return [];
  const isInside = Number.isInteger(value) && value >= least && value <= most;
  return isInside ? [] : [`${what} is ${value}, but must be a whole number from ${least} to ${most}`];
}

function chosen(cases: readonly (readonly [isWrong: boolean, problem: string])[]): string[] {
  return cases.filter(([isWrong]) => isWrong).map(([, problem]) => problem);
}
