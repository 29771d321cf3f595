import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { planVariable, type WatcherPlan } from "../site-watcher/plan";
import { watcherCode } from "./watcherCode";
import { watcherPolicy } from "./watcherPolicy";

/** What the function is made of. */
export interface WatcherFunctionArgs {
  readonly accountId: string;
  readonly functionName: string;
  readonly plan: UnsettledPlan;
}

/** A plan, in which what only AWS knows may still be unknown. */
export type UnsettledPlan = Omit<WatcherPlan, "publicIps" | "nameServers" | "drills"> & {
  readonly publicIps: Readonly<Record<"primary" | "backup", pulumi.Input<string>>>;
  readonly nameServers: pulumi.Input<readonly string[]>;
  readonly drills: {
    readonly experimentTemplateIds: readonly pulumi.Input<string>[];
    readonly journalBucket: string | null;
  } | null;
};

/** How long the function may run, in seconds: three calls after each other, with what a cold start takes. */
const timeLimitSeconds = 30;

const logRetentionDays = 30;

const assumeByLambda = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** The watcher's function, in the backup's region, with its log and its rights. */
export function watcherFunction(
  name: string,
  args: WatcherFunctionArgs,
  parent: pulumi.Resource,
): aws.lambda.Function {
  const { functionName, plan } = args;
  const region = plan.regions.backup;
  const logs = new aws.cloudwatch.LogGroup(
    `${name}-logs`,
    { region, name: `/aws/lambda/${functionName}`, retentionInDays: logRetentionDays },
    { parent },
  );
  const role = new aws.iam.Role(
    `${name}-role`,
    { assumeRolePolicy: JSON.stringify(assumeByLambda), description: "What the site watcher may do." },
    { parent },
  );
  const policy = new aws.iam.RolePolicy(
    `${name}-role-policy`,
    { role: role.id, policy: JSON.stringify(watcherPolicy(args)) },
    { parent },
  );
  const watcher = new aws.lambda.Function(
    `${name}-function`,
    {
      region,
      name: functionName,
      description: "Looks at both sites of the shop each minute.",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      role: role.arn,
      handler: "index.handler",
      code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(watcherCode()) }),
      memorySize: 256,
      timeout: timeLimitSeconds,
      environment: { variables: { [planVariable]: pulumi.jsonStringify(plan) } },
    },
    // Without the log group Lambda would make one that keeps its lines for ever.
    { parent, dependsOn: [logs, policy] },
  );
  new aws.lambda.FunctionEventInvokeConfig(
    `${name}-no-retries`,
    // A look that comes late says nothing of its minute, and the next one is due.
    { region, functionName: watcher.name, maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
    { parent },
  );
  return watcher;
}
