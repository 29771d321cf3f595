import { z } from "zod";

/** A stack's `topology` output (docs/outputs.md): what a deployed pair is made of, by AWS's own ids. */
export type AwsTopology = z.infer<typeof awsTopology>;

/** One of the two sites. */
export type AwsSite = AwsTopology["sites"][number];

/** The operator's switch. */
export type AwsSwitch = NonNullable<AwsTopology["operatorSwitch"]>;

/** What a stack has for those who operate it. */
export type AwsOperations = NonNullable<AwsTopology["operations"]>;

/** The version of the output that is understood here. */
export const topologyVersion = 3;

/**
 * Reads a topology, of which everything is checked, since it comes from a file or from the network.
 *
 * @param source Where it is from, for the message.
 * @throws Error with one line for each problem.
 */
export function parseAwsTopology(document: unknown, source: string): AwsTopology {
  const { version } = z.object({ version: z.unknown() }).catch({ version: undefined }).parse(document);
  if (version !== topologyVersion) {
    const given = version === undefined ? "no version" : `version ${JSON.stringify(version)}`;
    throw new Error(
      `${source}: the topology has ${given}, but must have version ${topologyVersion}; deploy the stack with this program, or use the program that deployed it.`,
    );
  }
  const { data, error } = awsTopology.safeParse(document);
  if (data) return data;
  throw new Error(
    error.issues.map(({ path, message }) => `${source}: ${path.join(".")}: ${message}`).join("\n"),
  );
}

const text = z.string().min(1).max(1_024);
const regionName = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/);
const seconds = z.number().nonnegative();

const site = <Role extends string>(role: Role) =>
  z.object({
    role: z.literal(role),
    region: regionName,
    instanceId: z.string().regex(/^i-[0-9a-f]{8,17}$/),
    networkInterfaceId: text,
    securityGroupId: z.string().regex(/^sg-[0-9a-f]{8,17}$/),
    /** The one rule that lets HTTP in. */
    ingressRuleId: z.string().regex(/^sgr-[0-9a-f]{8,17}$/),
    publicIp: z.ipv4(),
    allocationId: text,
    recordName: text,
    setIdentifier: text,
    healthCheckId: text,
  });

const detection = z.object({
  detectionTypicalSeconds: seconds,
  detectionWorstSeconds: seconds,
  totalWorstSeconds: seconds,
});

const awsTopology = z.object({
  version: z.literal(topologyVersion),
  stack: text,
  accountId: z.string().regex(/^\d{12}$/),
  /** Whether the stack guards its parts: then whoever breaks one must say which name it is about. */
  protect: z.boolean(),
  zone: z.object({ id: text, name: text, nameServers: z.array(text).min(1).max(16) }),
  /** The name that fails over. */
  record: z.object({ name: text, type: z.literal("A") }),
  /** How both sites are probed. */
  healthCheck: z.object({ port: z.int().min(1).max(65_535), path: text, searchString: text }),
  sites: z.tuple([site("primary"), site("backup")]),
  failoverBudget: z.object({
    rtoSeconds: seconds,
    ttlSeconds: seconds,
    aggregationSeconds: seconds,
    worstSeconds: seconds,
    kinds: z.record(z.string(), detection),
  }),
  /** Null in a stack without a switch. */
  operatorSwitch: z
    .object({
      region: regionName,
      bucketName: text,
      key: text,
      searchString: text,
      fqdn: text,
      healthCheckId: text,
      calculatedHealthCheckId: text,
    })
    .nullable(),
  /** The alarms and topics of monitoring and of the site watcher; empty in a stack without. */
  alarms: z.array(z.object({ region: regionName, name: text })),
  topics: z.array(z.object({ region: regionName, arn: text })),
  /** Experiment templates of the scheduled drills, in the primary's region; empty in a stack without. */
  experimentTemplateIds: z.array(text),
  /** Null in a stack that nobody drills by hand. */
  operations: z
    .object({
      /** The role that EventBridge Scheduler takes to undo a fault when nobody else does. */
      restoreRoleArn: text,
      /** SSM documents without parameters, in the primary's region. */
      stopServerDocument: text,
      startServerDocument: text,
    })
    .nullable(),
});
