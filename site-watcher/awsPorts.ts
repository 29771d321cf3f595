import type { DrillRun, Metric, ObjectAddress, WatcherPorts } from "./ports";

/** As much of an SDK client as the watcher uses. */
interface Client {
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<unknown>;
}

type ClientClass = new (configuration: { readonly region: string }) => Client;
type CommandClass = new (input: object) => object;

interface S3 {
  readonly S3Client: ClientClass;
  readonly GetObjectCommand: CommandClass;
  readonly PutObjectCommand: CommandClass;
}

interface CloudWatch {
  readonly CloudWatchClient: ClientClass;
  readonly PutMetricDataCommand: CommandClass;
}

interface Fis {
  readonly FisClient: ClientClass;
  readonly ListExperimentsCommand: CommandClass;
}

/** The most runs of a template that are looked at: FIS gives no more at a time. */
const mostRuns = 100;

/**
 * What the watcher needs of AWS, by the SDK of the Lambda runtime, which is not part of the bundle.
 *
 * @param load loads a module of the SDK; each is loaded when it is first needed.
 */
export function awsPorts(
  load: (module: string) => unknown,
): Pick<WatcherPorts, "readObject" | "writeObject" | "createObject" | "putMetrics" | "listDrills"> {
  return {
    ...s3Ports(() => load("@aws-sdk/client-s3") as S3),
    ...metricsPort(() => load("@aws-sdk/client-cloudwatch") as CloudWatch),
    ...drillsPort(() => load("@aws-sdk/client-fis") as Fis),
  };
}

function s3Ports(s3: () => S3): Pick<WatcherPorts, "readObject" | "writeObject" | "createObject"> {
  const clientIn = oneForEachRegion((region) => new (s3().S3Client)({ region }));
  const put = async (
    { region, bucket, key }: ObjectAddress,
    text: string,
    abortSignal: AbortSignal,
    more: object = {},
  ): Promise<void> => {
    const input = { Bucket: bucket, Key: key, Body: text, ContentType: "text/plain", ...more };
    await clientIn(region).send(new (s3().PutObjectCommand)(input), { abortSignal });
  };
  return {
    readObject: async ({ region, bucket, key }, abortSignal) => {
      const command = new (s3().GetObjectCommand)({ Bucket: bucket, Key: key });
      // Whoever may not list a bucket is told 403 of a key that is not there (API GetObject, "Permissions").
      const found = await unless([403, 404], clientIn(region).send(command, { abortSignal }));
      return found === null ? null : textOf(found);
    },
    writeObject: put,
    createObject: async (object, text, abortSignal) => {
      // S3 User Guide, "How to prevent object overwrites with conditional writes".
      const created = put(object, text, abortSignal, { IfNoneMatch: "*", CacheControl: "no-store" });
      return (
        (await unless(
          [412],
          created.then(() => true),
        )) ?? false
      );
    },
  };
}

function metricsPort(cloudWatch: () => CloudWatch): Pick<WatcherPorts, "putMetrics"> {
  const clientIn = oneForEachRegion((region) => new (cloudWatch().CloudWatchClient)({ region }));
  return {
    putMetrics: async (region, namespace, metrics, abortSignal) => {
      const input = { Namespace: namespace, MetricData: metrics.map(datum) };
      await clientIn(region).send(new (cloudWatch().PutMetricDataCommand)(input), { abortSignal });
    },
  };
}

function drillsPort(fis: () => Fis): Pick<WatcherPorts, "listDrills"> {
  const clientIn = oneForEachRegion((region) => new (fis().FisClient)({ region }));
  return {
    listDrills: async (region, experimentTemplateId, abortSignal) => {
      const input = { experimentTemplateId, maxResults: mostRuns };
      return runsIn(await clientIn(region).send(new (fis().ListExperimentsCommand)(input), { abortSignal }));
    },
  };
}

/** A client keeps its connections from one watch to the next. */
function oneForEachRegion(create: (region: string) => Client): (region: string) => Client {
  const clients = new Map<string, Client>();
  return (region) => {
    const client = clients.get(region) ?? create(region);
    clients.set(region, client);
    return client;
  };
}

/** A result, or null when AWS refused it with one of these statuses. */
async function unless<Result>(statuses: readonly number[], call: Promise<Result>): Promise<Result | null> {
  try {
    return await call;
  } catch (error) {
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    if (statuses.includes($metadata?.httpStatusCode ?? 0)) return null;
    throw error;
  }
}

async function textOf(output: unknown): Promise<string> {
  const { Body } = output as { Body: { transformToString(): Promise<string> } };
  return Body.transformToString();
}

function datum({ name, site, value, unit, atMs }: Metric): object {
  return {
    MetricName: name,
    Dimensions: site ? [{ Name: "Site", Value: site }] : [],
    Value: value,
    Unit: unit,
    Timestamp: new Date(atMs),
  };
}

/** The statuses of an experiment before its end (FIS API, ExperimentState). */
const unfinished: readonly string[] = ["pending", "initiating", "running", "stopping"];

function runsIn(output: unknown): DrillRun[] {
  const { experiments = [] } = output as {
    experiments?: readonly { readonly creationTime: Date; readonly state: { readonly status: string } }[];
  };
  return experiments.map(({ creationTime, state: { status } }) => ({
    startedAtMs: creationTime.getTime(),
    state: status === "completed" ? "succeeded" : unfinished.includes(status) ? "running" : "failed",
  }));
}
