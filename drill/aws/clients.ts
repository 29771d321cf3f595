import { createRequire } from "node:module";
import type * as cloudWatchModule from "@aws-sdk/client-cloudwatch";
import type * as ec2Module from "@aws-sdk/client-ec2";
import type * as route53Module from "@aws-sdk/client-route-53";
import type * as s3Module from "@aws-sdk/client-s3";
import type * as schedulerModule from "@aws-sdk/client-scheduler";
import type * as snsModule from "@aws-sdk/client-sns";
import type * as ssmModule from "@aws-sdk/client-ssm";
import type * as stsModule from "@aws-sdk/client-sts";

/** AWS, by the SDK's own chain of credentials. Each client is loaded when it is first asked for, one for each region. */
export interface AwsClients {
  readonly cloudWatch: (
    region: string,
  ) => Service<typeof cloudWatchModule, cloudWatchModule.CloudWatchClient>;
  readonly ec2: (region: string) => Service<typeof ec2Module, ec2Module.EC2Client>;
  readonly route53: () => Service<typeof route53Module, route53Module.Route53Client>;
  readonly s3: (region: string) => Service<typeof s3Module, s3Module.S3Client>;
  readonly scheduler: (region: string) => Service<typeof schedulerModule, schedulerModule.SchedulerClient>;
  readonly sns: (region: string) => Service<typeof snsModule, snsModule.SNSClient>;
  readonly ssm: (region: string) => Service<typeof ssmModule, ssmModule.SSMClient>;
  /** Regional, so that identity needs nothing of another region. */
  readonly sts: (region: string) => Service<typeof stsModule, stsModule.STSClient>;
}

/** A client, and the module that its commands come from. */
export interface Service<Module, Client> {
  readonly sdk: Module;
  readonly client: Client;
}

/** @param profile As in `~/.aws/config`; the SDK's own chain without it. */
export function awsClients({ profile }: { readonly profile?: string | undefined } = {}): AwsClients {
  // It tells those who choose the Node version, at each start, and whoever operates a stack can do nothing about it.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  // Whatever stands in for AWS has no name for each bucket.
  const forcePathStyle = "AWS_ENDPOINT_URL" in process.env || "AWS_ENDPOINT_URL_S3" in process.env;
  const kept = new Map<string, unknown>();
  const service =
    <Module, Client>(name: string, open: (sdk: Module, config: ClientConfig) => Client) =>
    (region: string): Service<Module, Client> => {
      const key = `${name} ${region}`;
      const known = kept.get(key) as Service<Module, Client> | undefined;
      if (known) return known;
      const sdk = load(`@aws-sdk/client-${name}`) as Module;
      const config = {
        region,
        retryMode: "adaptive",
        maxAttempts: 5,
        requestHandler,
        ...(profile !== undefined && { profile }),
      };
      const opened = { sdk, client: open(sdk, config) };
      kept.set(key, opened);
      return opened;
    };
  const route53 = service<typeof route53Module, route53Module.Route53Client>(
    "route-53",
    (sdk, config) => new sdk.Route53Client(config),
  );
  return {
    cloudWatch: service(
      "cloudwatch",
      (sdk: typeof cloudWatchModule, config) => new sdk.CloudWatchClient(config),
    ),
    ec2: service("ec2", (sdk: typeof ec2Module, config) => new sdk.EC2Client(config)),
    // Route 53 is global, and its API is in us-east-1.
    route53: () => route53("us-east-1"),
    s3: service("s3", (sdk: typeof s3Module, config) => new sdk.S3Client({ ...config, forcePathStyle })),
    scheduler: service("scheduler", (sdk: typeof schedulerModule, config) => new sdk.SchedulerClient(config)),
    sns: service("sns", (sdk: typeof snsModule, config) => new sdk.SNSClient(config)),
    ssm: service("ssm", (sdk: typeof ssmModule, config) => new sdk.SSMClient(config)),
    sts: service("sts", (sdk: typeof stsModule, config) => new sdk.STSClient(config)),
  };
}

/** By itself the SDK waits for the operating system to give a lost connection up, which takes many minutes. */
const requestHandler = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

interface ClientConfig {
  readonly requestHandler: typeof requestHandler;
  readonly region: string;
  readonly retryMode: string;
  readonly maxAttempts: number;
  readonly profile?: string;
}

const load = createRequire(__filename);
