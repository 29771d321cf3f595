import { DataSync } from "./components/dataSync";
import { DrillSchedule } from "./components/drillSchedule";
import { FailoverDns } from "./components/failoverDns";
import { Monitoring } from "./components/monitoring";
import { Operations } from "./components/operations";
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
  const stack = readSettings();
  await guardSettings(stack);
  const regions = regionProviders(stack);
  const { global } = regions;
  const sites = await checkAccount(stack, regions);
  await guardZones(stack, sites);

  const backup = new RegionalSite("backup", sites.backup, regions.backup);
  const primary = new RegionalSite("primary", { ...sites.primary, updatesAfter: backup }, regions.primary);
  const operatorSwitch = stack.operatorSwitch && new OperatorSwitch("switch", stack.operatorSwitch, global);
  const failover = {
    ...stack.dns,
    primary: { hostname: stack.primary.hostname, endpoint: primary.endpoint },
    backup: { hostname: stack.backup.hostname, endpoint: backup.endpoint },
    operatorSwitch: operatorSwitch?.endpoint ?? null,
  };
  const dns = new FailoverDns("failover", failover, global);
  const monitoring = stack.monitoring && new Monitoring("monitoring", { ...stack.monitoring, dns }, global);
  const topics = monitoring?.topics;
  const sync = stack.dataSync && new DataSync("sync", { ...stack.dataSync, topics }, global);
  const drills = stack.drills && new DrillSchedule("drill", { ...stack.drills, dns }, global);
  const siteWatcher =
    stack.siteWatcher && new SiteWatcher("watcher", { ...stack.siteWatcher, dns, drills }, global);
  const operations = stack.operations && new Operations("operations", { ...stack.operations, dns }, global);
  const parts = { dns, operatorSwitch, monitoring, siteWatcher, drills, operations };

  return {
    url: dns.urls.failover,
    primaryUrl: dns.urls.primary,
    backupUrl: dns.urls.backup,
    nameServers: dns.nameServers,
    failoverBudget: dns.failoverBudget,
    topology: topologyOutput({ ...stack.dns, accountId: stack.accountId, ...parts }),
    ...(monitoring && { dashboardUrl: monitoring.dashboardUrl }),
    ...(sync && { contentBuckets: sync.contentBuckets, tables: sync.tableNames }),
  };
};
