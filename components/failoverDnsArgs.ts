import * as pulumi from "@pulumi/pulumi";
import type { SiteEndpoint } from "./endpoint";
import type { FailoverDnsArgs } from "./failoverDns";

/**
 * Refuses what the types of FailoverDnsArgs cannot exclude, all of it at once.
 *
 * @throws pulumi.RunError naming the component and each mistake.
 */
export function checkFailoverDnsArgs(name: string, args: FailoverDnsArgs): void {
  const problems = [...namesProblems(args), ...endpointProblems(args), ...checkProblems(args)];
  if (problems.length > 0) throw new pulumi.RunError(`FailoverDns "${name}": ${problems.join("; ")}`);
}

function namesProblems({ hostname, primary, backup, zone, ttlSeconds }: FailoverDnsArgs): string[] {
  const names = [hostname, primary.hostname, backup.hostname];
  return chosen([
    [
      new Set(names).size < names.length,
      `the host names ${names.join(", ")} must all differ: an alias to its own name never answers`,
    ],
    ["id" in zone && "create" in zone, `zone has both an id and create; write one of them`],
    [
      !isWhole(ttlSeconds, 1, 86_400),
      `ttlSeconds is ${ttlSeconds}, but must be a whole number from 1 to 86400`,
    ],
  ]);
}

function endpointProblems({ primary, backup }: FailoverDnsArgs): string[] {
  // Widened, because plain JavaScript and casts pass the compiler.
  const [one, two]: [SiteEndpoint, SiteEndpoint] = [primary.endpoint, backup.endpoint];
  return chosen([
    [one.role !== "primary", `primary.endpoint is the ${one.role} site's; pass the primary's own`],
    [two.role !== "backup", `backup.endpoint is the ${two.role} site's; pass the backup's own`],
    [
      one.publicIp === two.publicIp,
      `both endpoints have one address, so one failure would take both; pass two sites`,
    ],
    [
      one.region === two.region,
      `both endpoints are in ${one.region}; a backup in the same region dies with it`,
    ],
  ]);
}

function checkProblems({ healthCheck }: FailoverDnsArgs): string[] {
  const { port, path, searchString, requestIntervalSeconds, failureThreshold, checkerRegions } = healthCheck;
  const interval: number = requestIntervalSeconds;
  return chosen([
    [!isWhole(port, 1, 65_535), `healthCheck.port is ${port}, but must be a whole number from 1 to 65535`],
    [
      !path.startsWith("/") || path.length > 255,
      `healthCheck.path is "${path}", but must start with / and have at most 255 characters`,
    ],
    [
      searchString.length < 1 || searchString.length > 255,
      `healthCheck.searchString has ${searchString.length} characters, but must have 1 to 255`,
    ],
    [
      interval !== 10 && interval !== 30,
      `healthCheck.requestIntervalSeconds is ${interval}, but must be 10 or 30`,
    ],
    [
      !isWhole(failureThreshold, 1, 10),
      `healthCheck.failureThreshold is ${failureThreshold}, but must be a whole number from 1 to 10`,
    ],
    [
      new Set(checkerRegions).size < 3,
      `healthCheck.checkerRegions has ${new Set(checkerRegions).size} regions, but must have at least 3`,
    ],
  ]);
}

function chosen(cases: readonly (readonly [isWrong: boolean, problem: string])[]): string[] {
  return cases.filter(([isWrong]) => isWrong).map(([, problem]) => problem);
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
