import * as pulumi from "@pulumi/pulumi";

/** CloudWatch namespace of what a stack's site watcher publishes, in both sites' regions. */
export function watcherNamespace(): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}`;
}
