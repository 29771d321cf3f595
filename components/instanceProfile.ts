import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type SiteContent, siteContentPolicy } from "./siteContentPolicy";

const assumeByEc2 = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/**
 * Just what Session Manager needs (Systems Manager User Guide, "Adding Session Manager permissions to an existing
 * instance profile"); the managed policy AmazonSSMManagedInstanceCore may also read every parameter.
 */
const sessionManager = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
  ],
};

/** The instance profile of a site: a shell by Session Manager in place of SSH, content and tables, no other right. */
export function instanceProfile(
  name: string,
  content: SiteContent | null,
  parent: pulumi.Resource,
): aws.iam.InstanceProfile {
  const role = new aws.iam.Role(
    `${name}-role`,
    { assumeRolePolicy: JSON.stringify(assumeByEc2), description: "What the shop's instance may do." },
    { parent },
  );
  const grant = (what: string, policy: object) =>
    new aws.iam.RolePolicy(`${name}-${what}`, { role: role.id, policy: JSON.stringify(policy) }, { parent });
  const policy = grant("session-manager", sessionManager);
  // Nothing waits for it: a site serves what it brings along until it may read its bucket.
  if (content) grant("content", siteContentPolicy(content));
  return new aws.iam.InstanceProfile(`${name}-profile`, { role: role.name }, { parent, dependsOn: [policy] });
}
