/** What the watcher needs of the world, as the rehearsal has it. */
import { askNameServer } from "../../site-watcher/nodeDns";
import { fetchPage } from "../../site-watcher/nodeHttp";
import { forceBackupKey, heartbeatKey, type WatcherPlan } from "../../site-watcher/plan";
import type { ObjectAddress, WatcherPorts } from "../../site-watcher/ports";
import type { Clock } from "../clock";
import type { LoopbackEndpoint, Routes } from "../loopback";
import type { SwitchBucket } from "../switch/rehearsedSwitch";
import type { CloudWatch } from "./cloudWatch";

/** What the ports lead to. */
export interface RehearsedPortsOptions {
  readonly plan: WatcherPlan;
  readonly routes: Routes;
  /** Stands for every name server of the zone. */
  readonly dns: LoopbackEndpoint;
  /** Null in a stack without a switch. */
  readonly bucket: SwitchBucket | null;
  readonly cloudWatch: Pick<CloudWatch, "put">;
  /** Whether a region's services are silent: a call to them then hangs. */
  readonly isSilent: (region: string) => boolean;
  readonly clock: Clock;
  /** Ends every call when the rehearsal ends. */
  readonly signal: AbortSignal;
}

/**
 * Pages and answers come over real sockets: sites by the loopback addresses of their public ones, the switch by TLS
 * from its own bucket, DNS by packets. The rest of S3, CloudWatch and FIS is kept in memory.
 */
export function rehearsedPorts(options: RehearsedPortsOptions): WatcherPorts {
  const { dns, cloudWatch, clock, signal: stopping } = options;
  const untilStopped = (signal: AbortSignal) => AbortSignal.any([signal, stopping]);
  const inRegion = async <Result>(
    region: string,
    signal: AbortSignal,
    call: () => Result,
  ): Promise<Result> => {
    if (options.isSilent(region)) await aborted(untilStopped(signal));
    return call();
  };
  const s3 = newObjects(options);
  return {
    nowMs: () => clock.nowSeconds() * 1000,
    fetchPage: ({ url, connectTo }, signal) => {
      const place = connectTo ?? { address: new URL(url).hostname, port: 443 };
      const request = { url, connectTo: endpointOf(place, options) };
      return fetchPage(request, untilStopped(signal), options.bucket?.server.certificate);
    },
    askNameServer: (_nameServer, name, signal) =>
      askNameServer(`${dns.address}:${dns.port}`, name, untilStopped(signal)),
    readObject: (object, signal) => inRegion(object.region, signal, () => s3.read(object)),
    writeObject: (object, text, signal) =>
      inRegion(object.region, signal, () => {
        s3.write(object, text);
      }),
    createObject: (object, text, signal) => inRegion(object.region, signal, () => s3.create(object, text)),
    putMetrics: (region, _namespace, metrics, signal) =>
      inRegion(region, signal, () => {
        cloudWatch.put(region, metrics);
      }),
    // Nobody drills while it is rehearsed, and the drill before that has gone well.
    listDrills: (region, _experimentTemplateId, signal) =>
      inRegion(region, signal, () => [{ startedAtMs: 0, state: "succeeded" }]),
  };
}

function endpointOf(
  { address, port }: LoopbackEndpoint,
  { bucket, routes }: Pick<RehearsedPortsOptions, "bucket" | "routes">,
): LoopbackEndpoint {
  return bucket && address === bucket.name ? bucket.server.endpoint : routes(address, port);
}

/**
 * S3 as far as the watcher uses it: replication takes no time, and the switch's object is the one that is served. A
 * heartbeat has arrived already, as beside a stack that has been deployed for a while.
 */
function newObjects({ plan, bucket, clock }: Pick<RehearsedPortsOptions, "plan" | "bucket" | "clock">) {
  const nameOf = (object: Pick<ObjectAddress, "bucket" | "key">) => `${object.bucket}/${object.key}`;
  const { primary, backup } = plan.content?.buckets ?? {};
  const firstBeat = new Date(clock.nowSeconds() * 1000).toISOString();
  const texts = new Map(
    backup === undefined ? [] : [[nameOf({ bucket: backup, key: heartbeatKey }), firstBeat]],
  );
  const isSwitch = (object: ObjectAddress) =>
    object.bucket === plan.operatorSwitch?.bucket && object.key === forceBackupKey;
  return {
    read: (object: ObjectAddress) => texts.get(nameOf(object)) ?? null,
    write: (object: ObjectAddress, text: string) => {
      texts.set(nameOf(object), text);
      if (object.bucket === primary && backup !== undefined)
        texts.set(nameOf({ bucket: backup, key: object.key }), text);
    },
    create: (object: ObjectAddress, text: string): boolean => {
      if (bucket && isSwitch(object)) return bucket.server.create(text);
      throw new Error(`nothing is created at ${nameOf(object)} in a rehearsal`);
    },
  };
}

/** Never resolves. Rejects with the signal's reason. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
}
