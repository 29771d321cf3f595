import * as cloudWatch from "@aws-sdk/client-cloudwatch";
import * as ec2 from "@aws-sdk/client-ec2";
import * as route53 from "@aws-sdk/client-route-53";
import * as s3 from "@aws-sdk/client-s3";
import * as scheduler from "@aws-sdk/client-scheduler";
import * as sns from "@aws-sdk/client-sns";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";
import type { AwsClients } from "../../../drill/aws/clients";

/** Made up: whoever answers here verifies no signature. */
export const dummyCredentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" } as const;

/** Clients of an endpoint on this machine; each call is made once, so that a test sees what was answered. */
export function localClients(endpoint: string): AwsClients {
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const config = (region: string) => ({
    region,
    endpoint,
    credentials: dummyCredentials,
    maxAttempts: 1,
  });
  const service = <Module, Client>(sdk: Module, open: (region: string) => Client) => {
    const kept = new Map<string, Client>();
    return (region: string) => {
      const client = kept.get(region) ?? open(region);
      kept.set(region, client);
      return { sdk, client };
    };
  };
  const global = service(route53, (region) => new route53.Route53Client(config(region)));
  return {
    cloudWatch: service(cloudWatch, (region) => new cloudWatch.CloudWatchClient(config(region))),
    ec2: service(ec2, (region) => new ec2.EC2Client(config(region))),
    route53: () => global("us-east-1"),
    s3: service(s3, (region) => new s3.S3Client({ ...config(region), forcePathStyle: true })),
    scheduler: service(scheduler, (region) => new scheduler.SchedulerClient(config(region))),
    sns: service(sns, (region) => new sns.SNSClient(config(region))),
    ssm: service(ssm, (region) => new ssm.SSMClient(config(region))),
    sts: service(sts, (region) => new sts.STSClient(config(region))),
  };
}
