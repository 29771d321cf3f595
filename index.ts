import { FailoverDns } from "./components/failoverDns";
import { OperatorSwitch } from "./components/operatorSwitch";
import { RegionalSite } from "./components/regionalSite";
import { topologyOutput } from "./components/topologyOutput";
import { checkAccount } from "./stacks/account";
import { guardSettings, guardZones } from "./stacks/guard";
import { regionProviders } from "./stacks/regions";
import { readSettings } from "./stacks/settings";

/** A shop that stays reachable: a primary site, a backup in another region, and the DNS that moves users between them. */
export = async () => {
  const settings = readSettings();
  await guardSettings(settings);
  const providers = regionProviders(settings);
  const facts = await checkAccount(settings, providers);
  await guardZones(settings, facts);

  const backup = new RegionalSite(
    "backup",
    { ...settings.backup, availabilityZone: facts.availabilityZone.backup },
    { provider: providers.backup },
  );
  const primary = new RegionalSite(
    "primary",
    { ...settings.primary, availabilityZone: facts.availabilityZone.primary, updatesAfter: backup },
    { provider: providers.primary },
  );
  const operatorSwitch =
    settings.operatorSwitch &&
    new OperatorSwitch("switch", settings.operatorSwitch, { provider: providers.backup });
  const dns = new FailoverDns(
    "failover",
    {
      ...settings.dns,
      primary: { hostname: settings.primary.hostname, endpoint: primary.endpoint },
      backup: { hostname: settings.backup.hostname, endpoint: backup.endpoint },
      operatorSwitch: operatorSwitch?.endpoint ?? null,
    },
    { provider: providers.global },
  );

  const topology = topologyOutput(settings.accountId, settings.dns.domain, dns);
  operatorSwitch?.keepTopology(topology);

  return {
    url: dns.urls.failover,
    primaryUrl: dns.urls.primary,
    backupUrl: dns.urls.backup,
    nameServers: dns.nameServers,
    failoverBudget: dns.failoverBudget,
    topology,
  };
};
