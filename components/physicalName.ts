import * as pulumi from "@pulumi/pulumi";

/**
 * The name in AWS of what people meet by its name, in the subject of a mail for one: `<project>-<stack>-<logical name>`.
 * It tells the stacks of an account apart, and lets an IAM policy name those of one stack. A period, which Pulumi
 * allows and SNS and dashboards do not, becomes a hyphen.
 */
export function physicalName(logicalName: string): string {
  return `${pulumi.getProject()}-${pulumi.getStack()}-${logicalName}`.replaceAll(".", "-");
}

/** CloudWatch namespace of the stack's own metrics. */
export function metricNamespace(): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}`;
}
