/** Lets what is said to AWS's APIs happen to a shop on this machine. */
import type { AwsClients } from "../../../drill/aws/clients";
import type { AwsSite, AwsTopology } from "../../../drill/aws/topology";
import type { SiteRole } from "../../../recording/topology";
import type { Clock } from "../../../rehearsal/clock";
import type { AwsAnswer, AwsCall } from "./awsCall";
import { healthCheck, ingressRules, instanceState, readObject } from "./awsState";
import { everybody } from "./deployedSite";
import { checkIdOf } from "./healthChecks";
import type { Step } from "./layer";
import type { LiveShop } from "./liveShop";
import type { SiteFace } from "./siteDoor";
import { instancesThatWere, type Stopping } from "./stopping";

/** What links the APIs to the shop. */
export interface Reality {
  /** After a call that has succeeded, the shop is as AWS says. */
  readonly step: Step;
  /** Starts or kills a site's web server, as nobody's API call does. */
  setServer(role: SiteRole, isUp: boolean): Promise<void>;
}

/** What it links, and how long things take, in seconds of the clock. */
export interface RealityOptions {
  readonly topology: AwsTopology;
  /** moto itself. */
  readonly clients: AwsClients;
  readonly shop: LiveShop;
  readonly stopping: Pick<Stopping, "isStopping">;
  readonly stoppingSeconds: number;
  /** From an instance's start until its web server serves. */
  readonly bootSeconds: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Links a deployed stack to the shop that is served; every site serves to begin with. */
export function newReality(options: RealityOptions): Reality {
  const { topology, clients, shop } = options;
  const downServers = new Set<SiteRole>();
  const setServer = async (role: SiteRole, isUp: boolean): Promise<void> => {
    if (isUp) downServers.delete(role);
    else downServers.add(role);
    await Promise.all(topology.sites.map((site) => showSite(options, site, downServers)));
  };
  return {
    setServer,
    step: async (call, next) => {
      const answer = await next(call);
      if (answer.status >= 300) return answer;
      const name = `${call.service}:${call.operation}`;
      if (/^ec2:(Stop|Start)Instances$/.test(name)) await powerSites(options, call, answer, setServer);
      else if (/^ec2:(Modify|Authorize|Revoke)SecurityGroup(Rules|Ingress)$/.test(name))
        await Promise.all(topology.sites.map((site) => showSite(options, site, downServers)));
      else if (name === "ssm:SendCommand") await runDocument(topology, call, setServer);
      else if (name === "route53:UpdateHealthCheck") {
        const id = checkIdOf(call);
        shop.setInverted(id, (await healthCheck(clients, id))?.Inverted === true);
      } else if (isAboutSwitch(topology, call)) await showSwitch(options);
      return answer;
    },
  };
}

/** A server dies with its instance, at the beginning of the shutdown, and comes back at the end of the boot. */
async function powerSites(
  options: RealityOptions,
  { operation }: AwsCall,
  answer: AwsAnswer,
  setServer: Reality["setServer"],
): Promise<void> {
  const { topology, clients, clock, signal, stoppingSeconds, bootSeconds } = options;
  const isStart = operation === "StartInstances";
  // A running instance that is started goes on running.
  const changed = instancesThatWere(isStart ? "stopped" : "running", answer);
  const affected = topology.sites.filter(({ instanceId }) => changed.includes(instanceId));
  await Promise.all(affected.map(({ role }) => setServer(role, false)));
  const settle = async (): Promise<void> => {
    await clock.sleep(isStart ? bootSeconds : stoppingSeconds, signal);
    for (const site of affected) {
      const isUp = (await instanceState(clients, site)) === "running";
      await setServer(site.role, isUp);
    }
  };
  settle().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

async function showSite(
  options: RealityOptions,
  site: AwsSite,
  downServers: ReadonlySet<SiteRole>,
): Promise<void> {
  await options.shop.doors.get(site.role)?.show(() => faceOf(options, site, downServers));
}

/** From outside, a network without the rule, or without an instance, looks the same. */
async function faceOf(
  { clients, stopping }: RealityOptions,
  site: AwsSite,
  downServers: ReadonlySet<SiteRole>,
): Promise<SiteFace> {
  const isRunning = (await instanceState(clients, site)) === "running";
  const isReachable = isRunning || stopping.isStopping(site.instanceId);
  const isOpen = (await ingressRules(clients, site)).some(({ cidrIpv4 }) => cidrIpv4 === everybody);
  if (!isReachable || !isOpen) return "hangs";
  return isRunning && !downServers.has(site.role) ? "serves" : "refuses";
}

async function runDocument(
  { sites, operations }: AwsTopology,
  { body }: AwsCall,
  setServer: Reality["setServer"],
): Promise<void> {
  const command = JSON.parse(body.toString()) as { DocumentName: string; InstanceIds?: readonly string[] };
  const isStart = command.DocumentName === operations?.startServerDocument;
  if (!isStart && command.DocumentName !== operations?.stopServerDocument) return;
  const affected = sites.filter(({ instanceId }) => command.InstanceIds?.includes(instanceId));
  await Promise.all(affected.map(({ role }) => setServer(role, isStart)));
}

function isAboutSwitch({ operatorSwitch }: AwsTopology, { service, method, path }: AwsCall): boolean {
  const object = `/${operatorSwitch?.bucketName}/${operatorSwitch?.key}`;
  return service === "s3" && method !== "GET" && path.split("?")[0] === object;
}

async function showSwitch({ topology: { operatorSwitch }, clients, shop }: RealityOptions): Promise<void> {
  if (!operatorSwitch || !shop.bucket) return;
  const text = await readObject(clients, operatorSwitch, operatorSwitch.key);
  shop.bucket.server.setState("deleted");
  if (text !== null) shop.bucket.server.create(text);
}
