/** A deployed stack on this machine: AWS's APIs, and a shop that does what is said to them. */
import { setMaxListeners } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AwsClients } from "../../../drill/aws/clients";
import type { AwsTopology } from "../../../drill/aws/topology";
import { recordStack } from "../../../recording/record";
import type { SiteRole } from "../../../recording/topology";
import { wallClock, type Clock } from "../../../rehearsal/clock";
import type { LoopbackEndpoint } from "../../../rehearsal/loopback";
import { followingAlarms } from "./alarms";
import { awsState, type AwsState } from "./awsState";
import { deploy, type Deployment } from "./deployment";
import { newDisturbances, type Disturbance } from "./disturbance";
import { healthReportStep, keepListsStep } from "./healthChecks";
import { startLayer, type SeenCall } from "./layer";
import { startLiveShop, type LiveShop } from "./liveShop";
import { dummyCredentials, localClients } from "./localClients";
import { startMoto } from "./moto";
import { newReality } from "./reality";
import { newSchedules } from "./schedules";
import { newStopping } from "./stopping";

/** How fast the world is, and how long things take in it. */
export interface AwsWorldOptions {
  /** Scenario seconds in a wall second. */
  readonly speed: number;
  /** Scenario seconds from StopInstances until the instance is stopped. Default: 20. */
  readonly stoppingSeconds?: number;
  /** Scenario seconds from StartInstances until the web server serves. Default: 10. */
  readonly bootSeconds?: number;
}

/** The world. */
export interface AwsWorld {
  readonly topology: AwsTopology;
  /** Calls the APIs as a command does. */
  readonly clients: AwsClients;
  /** Every call of the APIs so far. */
  readonly calls: readonly SeenCall[];
  /** Scenario time. */
  readonly clock: Clock;
  readonly shop: Pick<LiveShop, "dns" | "resolver" | "siteAddresses">;
  /** For a command's process: the endpoint, made-up keys, a home of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** As `pulumi stack output --json` prints them. */
  readonly outputsFile: string;
  /** What every command must be told, because it is all on this machine. */
  readonly flags: readonly string[];
  /** Lets AWS make trouble from the next call on; returns what ends it. */
  disturb(disturbance: Disturbance): () => void;
  /** Lets every schedule go off whose time has come by then. */
  fireDue(by: Date): Promise<void>;
  /** Starts or kills a site's web server, as nobody's API call does. */
  setServer(role: SiteRole, isUp: boolean): Promise<void>;
  stateOf(): Promise<AwsState>;
  stop(): Promise<void>;
}

/** Deploys the recorded prod stack, and resolves when every checker has an opinion. Rejects with nothing left running. */
export async function startAwsWorld(options: AwsWorldOptions): Promise<AwsWorld> {
  const recording = await recordStack("prod");
  const closers: Closer[] = [];
  const stopping = new AbortController();
  // Whatever waits for its time listens to it.
  setMaxListeners(0, stopping.signal);
  const stop = async (): Promise<void> => {
    stopping.abort();
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const moto = await startMoto();
    closers.push(() => moto.stop());
    const kept = localClients(moto.endpoint);
    const deployed = await deploy(kept, recording);
    const making = { motoEndpoint: moto.endpoint, kept, ...deployed, signal: stopping.signal, closers };
    return { ...(await worldOn(making, options)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Making extends Deployment {
  readonly motoEndpoint: string;
  /** Calls moto itself. */
  readonly kept: AwsClients;
  readonly signal: AbortSignal;
  /** What must end with the world; the last comes first. */
  readonly closers: Closer[];
}

type Closer = () => unknown;

async function worldOn(
  { motoEndpoint, kept, topology: stack, aws: topology, signal, closers }: Making,
  { speed, stoppingSeconds = 20, bootSeconds = 10 }: AwsWorldOptions,
): Promise<Omit<AwsWorld, "stop">> {
  const clock = wallClock(speed);
  const common = { clients: kept, topology, clock, signal };
  const shop = await startLiveShop({ topology: stack, clock, speed, onCheck: followingAlarms(common) });
  closers.push(() => shop.stop());
  const shutdowns = newStopping(clock, stoppingSeconds);
  const reality = newReality({ ...common, shop, stopping: shutdowns, stoppingSeconds, bootSeconds });
  const disturbances = newDisturbances();
  const schedules = newSchedules({ ...common, kept, called: () => clients });
  const layer = await startLayer(motoEndpoint, [
    disturbances.step,
    healthReportStep(shop.reports),
    schedules.step,
    reality.step,
    shutdowns.step,
    keepListsStep,
  ]);
  closers.push(() => layer.close());
  const clients = localClients(layer.endpoint);
  const folder = mkdtempSync(join(tmpdir(), "aws-world-"));
  closers.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  await shop.untilProbed();
  return {
    topology,
    clients,
    calls: layer.calls,
    clock,
    shop,
    environment: environmentOf(layer.endpoint, folder, shop),
    outputsFile: written(join(folder, "outputs.json"), JSON.stringify({ topology })),
    flags: flagsOf(topology, shop, speed),
    disturb: (disturbance) => disturbances.begin(disturbance),
    fireDue: (by) => schedules.fireDue(by),
    setServer: (role, isUp) => reality.setServer(role, isUp),
    stateOf: () => awsState(kept, topology),
  };
}

function environmentOf(endpoint: string, folder: string, { bucket }: LiveShop): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: dummyCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: dummyCredentials.secretAccessKey,
    AWS_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    // The switch is read by HTTPS, of a bucket whose certificate nobody has signed.
    NODE_EXTRA_CA_CERTS: written(join(folder, "switch.pem"), bucket?.server.certificate ?? ""),
  };
}

function flagsOf({ sites, operatorSwitch }: AwsTopology, shop: LiveShop, speed: number): string[] {
  const map = (target: string, to: LoopbackEndpoint | undefined) =>
    to ? ["--map", `${target}=${hostAndPort(to)}`] : [];
  return [
    ...sites.flatMap(({ role, publicIp }) => map(publicIp, shop.siteAddresses.get(role))),
    ...map(operatorSwitch?.fqdn ?? "", shop.bucket?.server.endpoint),
    ...["--name-server", hostAndPort(shop.dns)],
    ...["--resolver", hostAndPort(shop.resolver)],
    ...["--speed", `${speed}`],
  ];
}

function hostAndPort({ address, port }: LoopbackEndpoint): string {
  return `${address}:${port}`;
}

function written(file: string, text: string): string {
  writeFileSync(file, text);
  return file;
}
