import { DataSync } from "./components/dataSync";
import { DrillSchedule } from "./components/drillSchedule";
import { FailoverDns } from "./components/failoverDns";
import { Monitoring } from "./components/monitoring";
import { OperatorSwitch } from "./components/operatorSwitch";
import { RegionalSite } from "./components/regionalSite";
import { SiteWatcher } from "./components/siteWatcher";
import { topologyOutput } from "./components/topologyOutput";
import { checkAccount } from "./stacks/account";
import { guardSettings, guardZones } from "./stacks/guard";
import { regionProviders } from "./stacks/regions";
import { readSettings } from "./stacks/settings";

/** A shop that stays reachable: a primary site, a backup in another region, and the DNS that moves users between them. */
export = async () => {
  const settings = readSettings();
  await guardSettings(settings);
  const regions = regionProviders(settings);
  const { global } = regions;
  const sites = await checkAccount(settings, regions);
  await guardZones(settings, sites);

  const backup = new RegionalSite("backup", sites.backup, regions.backup);
  const primary = new RegionalSite("primary", { ...sites.primary, updatesAfter: backup }, regions.primary);
  const operatorSwitch =
    settings.operatorSwitch && new OperatorSwitch("switch", settings.operatorSwitch, global);
  const dns = new FailoverDns(
    "failover",
    {
      ...settings.dns,
      primary: { hostname: settings.primary.hostname, endpoint: primary.endpoint },
      backup: { hostname: settings.backup.hostname, endpoint: backup.endpoint },
      operatorSwitch: operatorSwitch?.endpoint ?? null,
    },
    global,
  );
  const alarms = settings.monitoring && new Monitoring("monitoring", { ...settings.monitoring, dns }, global);
  const sync =
    settings.dataSync && new DataSync("sync", { ...settings.dataSync, topics: alarms?.topics }, global);
  const drills = settings.drills && new DrillSchedule("drill", { ...settings.drills, dns }, global);
  if (settings.siteWatcher) new SiteWatcher("watcher", { ...settings.siteWatcher, dns, drills }, global);

  return {
    url: dns.urls.failover,
    primaryUrl: dns.urls.primary,
    backupUrl: dns.urls.backup,
    nameServers: dns.nameServers,
    failoverBudget: dns.failoverBudget,
    topology: topologyOutput(settings.accountId, settings.dns.domain, dns, operatorSwitch),
    ...(alarms && { dashboardUrl: alarms.dashboardUrl }),
    ...(sync && { contentBuckets: sync.contentBuckets, tables: sync.tableNames }),
  };
};
