import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { contentBucketName } from "../site/contentBucketName";
import { defaultHealthPath, defaultSearchString, healthScriptPeriodSeconds } from "../site/healthPage";
import { maximumUserDataBytes } from "../site/userData";
import { architectureOf } from "./instanceTypes";
import type { Problem } from "./problem";
import type { ParsedSettings } from "./schema";
import type {
  ContentBucketNames,
  DataSyncSettings,
  DrillSettings,
  HealthCheckSettings,
  MonitoringSettings,
  OperationsSettings,
  Settings,
  SiteSettings,
  SwitchSettings,
  WatcherSettings,
} from "./settings";
import { switchBucketName, trailBucketName } from "./switchBucketName";

/**
 * Step two of three: defaults that depend on other keys, and one shape for what may be written in several.
 *
 * @param projectDirectory where `site.userDataFile` is looked for; the folder of Pulumi.yaml.
 */
export function normalise(
  project: string,
  stack: string,
  parsed: ParsedSettings,
  projectDirectory = resolve(__dirname, ".."),
): { settings: Settings; problems: Problem[] } {
  const { userData, problems } = readUserData(parsed.site.userDataFile, projectDirectory);
  const { domain, hostname, zone, accountId, ttlSeconds, aggregationSeconds, rtoSeconds, protect, tags } =
    parsed;
  const settings: Settings = {
    project,
    stack,
    accountId,
    tags,
    mayRename: parsed.acknowledgeRename,
    primary: resolveSite("primary", parsed, userData),
    backup: resolveSite("backup", parsed, userData),
    dns: {
      domain,
      hostname,
      zone,
      healthCheck: resolveHealthCheck(parsed),
      ttlSeconds,
      aggregationSeconds,
      rtoSeconds,
      protect,
      ...(userData === null && { healthScriptPeriodSeconds }),
    },
    operatorSwitch: resolveSwitch(stack, parsed),
    monitoring: resolveMonitoring(stack, parsed),
    siteWatcher: resolveWatcher(stack, parsed),
    drills: resolveDrills(parsed),
    operations: resolveOperations(stack, parsed),
    dataSync: resolveDataSync(parsed),
  };
  return { settings, problems };
}

function resolveHealthCheck({ healthCheck, site }: ParsedSettings): HealthCheckSettings {
  return {
    ...healthCheck,
    path: healthCheck.path ?? site.path ?? defaultHealthPath,
    searchString: healthCheck.searchString ?? site.searchString ?? defaultSearchString,
  };
}

function resolveSwitch(
  stack: string,
  { operatorSwitch, accountId, backup: { region }, protect }: ParsedSettings,
): SwitchSettings | null {
  if (!operatorSwitch.enabled) return null;
  const owner = { stack, accountId, region };
  const auditTrail = operatorSwitch.auditTrail ? { accountId, bucketName: trailBucketName(owner) } : null;
  return { region, bucketName: switchBucketName(owner), auditTrail, protect };
}

function resolveSite<Role extends SiteSettings["role"]>(
  role: Role,
  parsed: ParsedSettings,
  userData: string | null,
): SiteSettings<Role> {
  const { availabilityZone, ...site } = parsed[role];
  const architecture = architectureOf(site.instanceType);
  const amazonLinux = `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
  return {
    ...site,
    role,
    pinnedZone: availabilityZone ?? null,
    port: parsed.healthCheck.port,
    amiParameter: parsed.site.amiParameter ?? amazonLinux,
    userData,
    protect: parsed.protect,
    mayInterrupt: parsed.interrupt === role,
    content: resolveContent(parsed),
  };
}

function resolveContent({ dataSync: { enabled, tables }, accountId }: ParsedSettings) {
  return enabled ? { accountId, tables: tables.map(({ name }) => name) } : null;
}

function resolveDataSync(parsed: ParsedSettings): DataSyncSettings | null {
  const { enabled, tables, replicationTimeControl } = parsed.dataSync;
  const { accountId, primary, backup, protect } = parsed;
  if (!enabled) return null;
  return {
    accountId,
    regions: { primary: primary.region, backup: backup.region },
    tables: tables.map(({ rangeKey = null, ...table }) => ({ ...table, rangeKey })),
    replicationTimeControl,
    protect,
  };
}

function resolveMonitoring(stack: string, parsed: ParsedSettings): MonitoringSettings | null {
  const { monitoring, accountId, siteWatcher, dataSync } = parsed;
  const { enabled, ...settings } = monitoring;
  if (!enabled) return null;
  const tables = dataSync.tables.map(({ name }) => name);
  const parts = {
    isWatched: siteWatcher.enabled,
    contentBuckets: contentBucketNames(stack, parsed),
    tables: dataSync.enabled ? tables : [],
  };
  return { ...settings, accountId, parts };
}

function contentBucketNames(
  stack: string,
  { dataSync, accountId, primary, backup }: ParsedSettings,
): ContentBucketNames | null {
  if (!dataSync.enabled) return null;
  const nameIn = (region: string) => contentBucketName({ stack, accountId, region });
  return { primary: nameIn(primary.region), backup: nameIn(backup.region) };
}

function resolveWatcher(stack: string, parsed: ParsedSettings): WatcherSettings | null {
  const { siteWatcher, accountId, monitoring, operatorSwitch, operations, dataSync } = parsed;
  if (!siteWatcher.enabled) return null;
  const { failback, holdAfterMinutes } = operatorSwitch;
  const bucket = resolveSwitch(stack, parsed);
  const bucketNames = contentBucketNames(stack, parsed);
  return {
    accountId,
    emails: monitoring.emails,
    healthCheck: resolveHealthCheck(parsed),
    operatorSwitch: bucket && {
      bucketName: bucket.bucketName,
      holdAfterMinutes: failback === "manual" ? holdAfterMinutes : null,
      keepsJournal: operations.enabled,
    },
    content: bucketNames && { bucketNames, maxStalenessMinutes: dataSync.maxStalenessMinutes },
  };
}

function resolveDrills({ drills, accountId }: ParsedSettings): DrillSettings | null {
  const { enabled, schedule, timeZone, maxAgeDays } = drills;
  return enabled ? { accountId, scheduleExpression: schedule, timeZone, maxAgeDays } : null;
}

function resolveOperations(stack: string, parsed: ParsedSettings): OperationsSettings | null {
  const { operations, accountId } = parsed;
  const bucket = resolveSwitch(stack, parsed);
  if (!operations.enabled || !bucket) return null;
  const { trustedPrincipals: written } = operations;
  const trustedPrincipals = written.length > 0 ? written : [`arn:aws:iam::${accountId}:root`];
  return { accountId, trustedPrincipals, bucketName: bucket.bucketName };
}

function readUserData(
  file: string | undefined,
  directory: string,
): { userData: string | null; problems: Problem[] } {
  if (file === undefined) return { userData: null, problems: [] };
  const refuse = (message: string) => ({
    userData: "",
    problems: [{ keys: ["site.userDataFile"], message, rule: "user-data-file" }],
  });
  let content: Buffer;
  try {
    content = readFileSync(resolve(directory, file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    return refuse(`is "${file}", which cannot be read (${code}); name a file relative to Pulumi.yaml`);
  }
  const userData = content.toString("utf8");
  const bytes = content.length;
  if (!Buffer.from(userData).equals(content)) {
    return refuse(
      `is "${file}", which is no UTF-8 text; write a script or #cloud-config, not a compressed file`,
    );
  }
  if (bytes === 0)
    return refuse(`is "${file}", which is empty; write there what the instance runs at its first boot`);
  if (bytes > maximumUserDataBytes) {
    return refuse(
      `is "${file}" of ${bytes} bytes; EC2 takes at most ${maximumUserDataBytes}: fetch the rest at boot`,
    );
  }
  return { userData, problems: [] };
}
