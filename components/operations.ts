import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { SiteEndpoint, SiteRole } from "./endpoint";
import { checkOperationsArgs } from "./operationsArgs";
import { drillPolicy, observePolicy, overridePolicy, type Rights } from "./operationsPolicies";
import { physicalName } from "./physicalName";
import { restorePolicy } from "./restorePolicy";
import { assumeByScheduler } from "./schedulerTrust";
import { serverDocument } from "./serverDocument";

/** Who operates what. */
export interface OperationsArgs {
  /** The account of everything here: 12 digits. */
  readonly accountId: string;
  /** ARNs of the account's users and roles that may take the roles of people, or of its root, which leaves it to IAM. */
  readonly trustedPrincipals: readonly string[];
  /** The bucket of the operator's switch, in the backup's region: there drills by hand leave their journal. */
  readonly bucketName: string;
  readonly dns: OperatedDns;
}

/** The zone, the sites and the checks; a FailoverDns is one. */
export interface OperatedDns {
  readonly zoneId: pulumi.Input<string>;
  readonly sites: readonly [OperatedSite<"primary">, OperatedSite<"backup">];
  readonly operatorSwitch: {
    readonly healthCheckId: pulumi.Input<string>;
    readonly calculatedHealthCheckId: pulumi.Input<string>;
  } | null;
}

/** The parts of a site that a drill breaks; of the backup it touches none. */
export type OperatedSite<Role extends SiteRole = SiteRole> = Pick<
  SiteEndpoint<Role>,
  "role" | "region" | "instanceId" | "securityGroupId" | "ingressRuleId"
> & { readonly healthCheckId: pulumi.Input<string> };

/** What tools need of it, as in the stack's `topology` output. */
export interface OperationsTools {
  readonly restoreRoleArn: pulumi.Output<string>;
  readonly stopServerDocument: pulumi.Output<string>;
  readonly startServerDocument: pulumi.Output<string>;
}

/** How long people may work in a role, in seconds: the shortest that IAM takes, and longer than any drill. */
const sessionSeconds = 3_600;

/**
 * Lets people look at a shop, drill it by hand and turn its switch, each by a role that may do that and no more, named
 * `<project>-<stack>-<name>-observe`, `-drill` and `-override`; and lets EventBridge Scheduler undo what a drill has
 * broken when nobody else does. The documents are in the primary's region, whatever the provider's.
 *
 * @throws pulumi.RunError when a plain argument cannot be right; nothing is registered then.
 */
export class Operations extends pulumi.ComponentResource {
  readonly tools: OperationsTools;

  constructor(name: string, args: OperationsArgs, opts: pulumi.ComponentResourceOptions) {
    checkOperationsArgs(name, args);
    super("website-failover:index:Operations", name, {}, opts);

    const { accountId, trustedPrincipals } = args;
    const [{ region }] = args.dns.sites;
    const stop = serverDocument(name, "stop", region, this);
    const start = serverDocument(name, "start", region, this);
    const restore = this.role(`${name}-restore`, {
      description: "Undoes what a drill of the shop has broken, when nobody else has.",
      trust: assumeByScheduler(accountId, region),
      rights: restorePolicy({ ...args, startDocumentArn: start.arn }),
    });
    const people = assumeByPeople(trustedPrincipals);
    this.role(`${name}-observe`, {
      description: "Looks at the shop, and changes nothing.",
      trust: people,
      rights: observePolicy(args),
    });
    this.role(`${name}-drill`, {
      description: "Breaks the shop's primary, and mends it.",
      trust: people,
      rights: drillPolicy({ ...args, documentArns: [stop.arn, start.arn], restoreRoleArn: restore.arn }),
    });
    this.role(`${name}-override`, {
      description: "Turns the shop's switch, in the backup's region alone.",
      trust: people,
      rights: overridePolicy(args),
    });

    this.tools = {
      restoreRoleArn: restore.arn,
      stopServerDocument: stop.name,
      startServerDocument: start.name,
    };
    this.registerOutputs({ tools: this.tools });
  }

  private role(name: string, { description, trust, rights }: RoleArgs): aws.iam.Role {
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: physicalName(name),
        description,
        assumeRolePolicy: JSON.stringify(trust),
        maxSessionDuration: sessionSeconds,
      },
      { parent: this },
    );
    new aws.iam.RolePolicy(
      `${name}-role-policy`,
      { role: role.id, policy: pulumi.jsonStringify(rights) },
      { parent: this },
    );
    return role;
  }
}

interface RoleArgs {
  readonly description: string;
  readonly trust: object;
  readonly rights: Rights;
}

function assumeByPeople(trustedPrincipals: readonly string[]) {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: trustedPrincipals }, Action: "sts:AssumeRole" }],
  };
}
