import * as pulumi from "@pulumi/pulumi";
import { unhealthyAtPercentage } from "./healthAlarms";
import type { MonitoredSite } from "./monitoredSites";
import type { MonitoringArgs } from "./monitoring";

/**
 * Refuses what the types of MonitoringArgs cannot exclude, all of it at once.
 *
 * @throws pulumi.RunError naming the component and each mistake.
 */
export function checkMonitoringArgs(name: string, args: MonitoringArgs): void {
  const { accountId, emails, warnBelowPercentageHealthy, dns } = args;
  // Widened, because plain JavaScript and casts pass the compiler.
  const [primary, backup]: readonly [MonitoredSite, MonitoredSite] = dns.sites;
  const notAddresses = emails.filter((email) => !/^[^\s@]+@[^\s@]+$/.test(email));
  const problems = [
    (primary.role !== "primary" || backup.role !== "backup") &&
      `dns.sites are the ${primary.role} and the ${backup.role}, but must be the primary and the backup`,
    !/^\d{12}$/.test(accountId) && `accountId is "${accountId}", but must have 12 digits`,
    emails.length === 0 && "emails is empty, so an alarm would reach nobody; give one address or more",
    notAddresses.length > 0 && `emails has ${notAddresses.join(", ")}, but must hold mail addresses only`,
    new Set(emails).size < emails.length && "emails has an address twice; give each once",
    !(
      Number.isInteger(warnBelowPercentageHealthy) &&
      warnBelowPercentageHealthy > unhealthyAtPercentage &&
      warnBelowPercentageHealthy <= 100
    ) &&
      `warnBelowPercentageHealthy is ${warnBelowPercentageHealthy}, but must be a whole number from ${unhealthyAtPercentage + 1} to 100: at ${unhealthyAtPercentage} Route 53 fails over`,
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new pulumi.RunError(`Monitoring "${name}": ${problems.join("; ")}`);
}
