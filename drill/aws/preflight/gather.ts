import type { Clock } from "../../../rehearsal/clock";
import type { Routes } from "../../../rehearsal/loopback";
import type { AwsClients } from "../clients";
import type { DrillFault, DrillHands } from "../hands";
import { delegationOf } from "../observers/askDns";
import { drilledCheckIds } from "../observers/checkStates";
import type { DnsServer, ObserverSights } from "../observers/ports";
import { readCheck } from "../observers/readCheck";
import { lookAtSite } from "../observers/sitePage";
import type { AwsSite, AwsSwitch, AwsTopology } from "../topology";
import { type Caller, type DrillFacts, seen, type SiteFacts } from "./facts";
import { addressOf, ingressRuleOf, instanceOf, networkInterfaceOf } from "./pairFacts";
import { nameServersOf, zoneOf } from "./zoneFacts";

/** Where to look, and with what. */
export interface GatherOptions {
  readonly topology: AwsTopology;
  readonly fault: DrillFault;
  readonly clients: AwsClients;
  readonly hands: Pick<DrillHands, "openDrill" | "refusalOf">;
  readonly sights: ObserverSights;
  readonly routes: Routes;
  readonly nameServers: readonly DnsServer[];
  readonly resolvers: readonly DnsServer[];
  readonly clock: Clock;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** Looks at everything that the preflight rules ask about. Changes nothing, and never rejects for what it cannot see. */
export async function gatherFacts(options: GatherOptions): Promise<DrillFacts> {
  const { topology, fault, clients, hands, sights, nameServers, resolvers } = options;
  const [primary, backup] = topology.sites;
  const [resolver = { label: "this machine's resolver", addresses: [] }] = resolvers;
  const { operatorSwitch } = topology;
  // What Route 53 itself is asked for comes one after the other: it takes 5 requests a second.
  const ofRoute53 = async () => ({
    checks: await seen(async () => (await checksOf(topology, clients)).filter((check) => check !== null)),
    sights: await seen(() => sights.readChecks(drilledCheckIds(topology))),
    zone: await seen(() => zoneOf(topology, clients)),
    zoneNameServers: await seen(() => nameServersOf(topology, clients)),
  });
  const [caller, primaryFacts, backupFacts, route53, delegation, answers, isSwitchOn, openDrill, refusal] =
    await Promise.all([
      seen(() => callerOf(backup.region, clients)),
      siteFacts(primary, options),
      siteFacts(backup, options),
      ofRoute53(),
      seen(() => delegationOf(topology.zone.name, resolver)),
      Promise.all(
        nameServers.map(async (server) => ({
          server: server.label,
          resolution: await sights.ask(server, topology.record.name),
        })),
      ),
      operatorSwitch && seen(() => isOn(operatorSwitch, clients)),
      seen(() => hands.openDrill()),
      seen(() => hands.refusalOf(fault)),
    ]);
  const sites = { primary: primaryFacts, backup: backupFacts };
  const now = options.now();
  return { now, caller, sites, ...route53, delegation, answers, isSwitchOn, openDrill, refusal };
}

async function checksOf(topology: AwsTopology, clients: AwsClients) {
  const checks = [];
  for (const id of drilledCheckIds(topology)) checks.push(await readCheck(id, clients));
  return checks;
}

async function siteFacts(site: AwsSite, options: GatherOptions): Promise<SiteFacts> {
  const { clients } = options;
  const [instance, address, networkInterface, ingressRule, page] = await Promise.all([
    seen(() => instanceOf(site, clients)),
    seen(() => addressOf(site, clients)),
    seen(() => networkInterfaceOf(site, clients)),
    seen(() => ingressRuleOf(site, clients)),
    lookAtSite(site.role, options),
  ]);
  return { instance, address, networkInterface, ingressRule, page };
}

/** Asked in the backup's region, which a drill does not touch. */
async function callerOf(region: string, { sts }: AwsClients): Promise<Caller> {
  const { sdk, client } = sts(region);
  const { Account, Arn } = await client.send(new sdk.GetCallerIdentityCommand({}));
  const { expiration } = await client.config.credentials();
  return { accountId: Account ?? "", arn: Arn ?? "", expiresAt: expiration ?? null };
}

/** While the object is there, traffic goes to the backup. */
async function isOn({ region, bucketName, key }: AwsSwitch, { s3 }: AwsClients): Promise<boolean> {
  const { sdk, client } = s3(region);
  try {
    await client.send(new sdk.HeadObjectCommand({ Bucket: bucketName, Key: key }));
    return true;
  } catch (error) {
    if (error instanceof sdk.NotFound) return false;
    throw error;
  }
}
