import { architectureOf } from "./instanceTypes";
import type { Settings } from "./settings";

/**
 * What a stack stands on, by setting: an edit of any of these takes a site or a name away from shoppers for a while.
 * Kept in the stack's state, so that the next run can tell what it is about to change.
 */
export type Standing = Readonly<Record<string, string | number>>;

/** A standing as the state holds it; an earlier version of the program may have kept fewer settings. */
export type FormerStanding = Readonly<Record<string, unknown>>;

/** The availability zone that each site stands in. */
export type ChosenZones = Readonly<Record<"primary" | "backup", { readonly availabilityZone: string }>>;

/** What these settings stand on by themselves. */
export function standingOf({ primary, backup, dns }: Settings): Standing {
  const sites = [primary, backup].flatMap((site) => [
    [`${site.role}.hostname`, site.hostname],
    [`${site.role}.region`, site.region],
    [`${site.role}.cidr`, site.cidr],
    [`${site.role}.instanceType`, site.instanceType],
    [`${site.role}.generation`, site.generation],
  ]);
  return { domain: dns.domain, hostname: dns.hostname, ...(Object.fromEntries(sites) as Standing) };
}

/** What a stack stands on that is chosen by what the account offers, unless it is pinned. */
export function chosenZones({ primary, backup }: ChosenZones): Standing {
  return {
    "primary.availabilityZone": primary.availabilityZone,
    "backup.availabilityZone": backup.availabilityZone,
  };
}

/** Settings that let interruptions through, as warnings: each is meant for one update and easily left behind. */
export function openDoors({ primary, backup, mayRename }: Settings): string[] {
  const sites = [primary, backup].filter(({ mayInterrupt }) => mayInterrupt);
  return [
    ...sites.map(
      ({ role }) =>
        `interrupt: ${role} is set: the ${role}'s instance is not protected, and an edit that stops or replaces it is carried out; remove the line after this update`,
    ),
    ...(mayRename
      ? ["acknowledgeRename is set: an edit of a name is carried out; remove the line after this update"]
      : []),
  ];
}

/** The changes that nobody has asked for in so many words, a line each; none when the update may go on. */
export function unaskedChanges(before: FormerStanding, after: Standing, settings: Settings): string[] {
  return Object.entries(after).flatMap(([key, to]) => {
    const from = before[key];
    if (from === undefined || from === to) return [];
    const [first = "", part = "name"] = key.split(".");
    const isName = part === "name" || part === "hostname";
    const role = first === "backup" ? "backup" : "primary";
    if (part === "availabilityZone" && regionOf(from) !== regionOf(to)) return [];
    const remedy = isName ? renameRemedy(settings) : interruptRemedy(role, part, settings);
    if (remedy === null) return [];
    const effect = isName ? renameEffect(key, before) : interruptEffect(role, part, from, to);
    return [
      `${key}: changes from ${JSON.stringify(from)} to ${JSON.stringify(to)}, which ${effect}; ${remedy}`,
    ];
  });
}

function renameRemedy({ mayRename }: Settings): string | null {
  return mayRename
    ? null
    : "if that is meant, write acknowledgeRename: true for this one update and remove it afterwards [acknowledge-rename]";
}

function renameEffect(key: string, before: FormerStanding): string {
  const [domain, hostname] = [String(before["domain"]), String(before[key])];
  const gone =
    key === "domain" ? `all names under ${domain}` : hostname === "@" ? domain : `${hostname}.${domain}`;
  return `takes ${gone} away at once, remembered as absent for up to 15 minutes`;
}

/** One site in one update; what stands on protected resources needs the protection taken off as well. */
function interruptRemedy(role: "primary" | "backup", part: string, settings: Settings): string | null {
  const other = role === "primary" ? "backup" : "primary";
  if (settings[other].mayInterrupt)
    return `but interrupt is ${other}: one site in one update, so take this change back for now [interrupt]`;
  const { mayInterrupt, protect, pinnedZone } = settings[role];
  const isProtected = protect && part !== "instanceType" && part !== "generation";
  if (mayInterrupt && !isProtected) return null;
  const missing = [
    ...(mayInterrupt ? [] : [`interrupt: ${role}`]),
    ...(isProtected ? ["protect: false"] : []),
  ];
  const isChosen = part === "availabilityZone" && pinnedZone === null;
  const instead = isChosen ? `pin ${role}.availabilityZone to keep the old zone; ` : "";
  return `${instead}if that is meant, write ${missing.join(" and ")} for this one update and take it back afterwards [interrupt]`;
}

function interruptEffect(role: string, part: string, from: unknown, to: string | number): string {
  if (part === "region") return `replaces everything of the ${role}, its address too`;
  if (part === "availabilityZone" || part === "cidr")
    return `replaces the ${role}'s network and instance, while its address stays`;
  const isRestart = part === "instanceType" && architectureOf(String(from)) === architectureOf(String(to));
  return isRestart ? `stops and starts the ${role}'s instance` : `replaces the ${role}'s instance`;
}

/** A zone in another region comes with the edit of the region, which is asked about by itself. */
function regionOf(zone: unknown): string {
  return String(zone).slice(0, -1);
}
