import { arnOf } from "./identifiers";
import type { Birth, GivenType } from "./resourceTypes";

/** The types of a function with its log and its schedule; each resource names its own region. */
export const watcherTypes: Readonly<Record<string, GivenType>> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    inputs: ["region", "name", "retentionInDays", "tags"],
    required: ["region", "name"],
    replacing: ["region", "name"],
    born: (birth) => named("logs", birth, "log-group:"),
  },
  "aws:cloudtrail/trail:Trail": {
    inputs: [
      ...["region", "name", "s3BucketName", "isMultiRegionTrail", "includeGlobalServiceEvents"],
      ...["enableLogFileValidation", "advancedEventSelectors", "tags"],
    ],
    required: ["region", "name", "s3BucketName"],
    replacing: ["region", "name"],
    born: (birth) => named("cloudtrail", birth, "trail/"),
  },
  "aws:lambda/function:Function": {
    inputs: [
      ...["region", "name", "description", "runtime", "architectures", "role", "handler", "code"],
      ...["memorySize", "timeout", "environment", "tags"],
    ],
    required: ["region", "name", "role", "handler", "runtime", "code"],
    replacing: ["region", "name"],
    // AWS's id is the name, which a topic may have as well.
    born: (birth) => {
      const { outputs } = named("lambda", birth, "function:");
      return { id: outputs.arn, outputs };
    },
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    inputs: ["region", "functionName", "maximumRetryAttempts", "maximumEventAgeInSeconds"],
    required: ["region", "functionName"],
    replacing: ["region", "functionName"],
    // AWS's id is the function's own, by which the account could not tell the two apart.
    born: ({ inputs: { functionName } }) => ({ id: `${String(functionName)}/invocations`, outputs: {} }),
  },
  "aws:scheduler/schedule:Schedule": {
    inputs: [
      ...["region", "name", "description", "scheduleExpression", "scheduleExpressionTimezone"],
      ...["flexibleTimeWindow", "target"],
    ],
    required: ["region", "name", "scheduleExpression", "flexibleTimeWindow", "target"],
    replacing: ["region", "name"],
    born: (birth) => ({ ...named("scheduler", birth, "schedule/default/"), id: `default/${nameOf(birth)}` }),
  },
};

function named(service: string, birth: Birth, prefix: string) {
  const name = nameOf(birth);
  return { id: name, outputs: { arn: arnOf(service, birth, `${prefix}${name}`) } };
}

function nameOf({ inputs: { name } }: Birth): string {
  return String(name);
}
