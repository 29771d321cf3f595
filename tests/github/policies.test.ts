/**
 * The policies in docs/iam, compared with what the program registers and looks up. That AWS grants what it needs is
 * not proved here: no policy simulator runs without an account.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recordStack } from "../../recording/record";

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

const folder = join(__dirname, "../../docs/iam");
const text = (name: string) => readFileSync(join(folder, `${name}.json`), "utf8");
const policy = (name: string) => JSON.parse(text(name)) as Policy;
const names = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ""))
  .sort();

const environments = ["prod", "prod-preview", "staging", "staging-preview"];
const regions = ["us-east-1", "us-west-1"];

describe("IAM policies", () => {
  it("are these", () => {
    const trusts = environments.map((environment) => `trust-${environment}`);
    assert.deepEqual(names, [
      "deploy",
      "deploy-switch",
      "instance-boundary",
      "operate-switch",
      "preview",
      "state-read",
      "state-write",
      ...trusts,
    ]);
  });

  for (const name of names) {
    it(`${name} allows named actions only and fits into a managed policy`, () => {
      const { Version, Statement } = policy(name);
      assert.equal(Version, "2012-10-17");
      assert.deepEqual([...new Set(Statement.map(({ Effect }) => Effect))], ["Allow"]);
      assert.deepEqual(
        Statement.flatMap(actionsOf).filter((action) => !/^[a-z0-9]+:[A-Za-z0-9]+$/.test(action)),
        [],
      );
      // IAM quotas: 6,144 characters without white space; placeholders are about as long as what replaces them.
      assert.ok(text(name).replace(/\s/g, "").length <= 5_900);
    });
  }

  it("name the regions of the stacks", async () => {
    for (const stack of ["prod", "staging"]) {
      const { outputs } = await recordStack(stack);
      const { sites } = outputs["topology"] as { sites: { region: string }[] };
      assert.deepEqual(sites.map(({ region }) => region).sort(), regions);
    }
    for (const name of ["deploy", "preview"]) {
      const found = [...text(name).matchAll(/[a-z]{2}-[a-z]+-\d/g)].map(([region]) => region);
      assert.deepEqual([...new Set(found)].sort(), regions);
    }
  });

  it("allow everything of a kind only where AWS knows no narrower resource, or where a tag narrows it", () => {
    const wide = names.flatMap((name) =>
      policy(name)
        .Statement.filter(({ Resource = "" }) => [Resource].flat().some((arn) => /^\*$|:\*\/\*$/.test(arn)))
        .map(({ Sid, Condition = {} }) => [Sid, ...Object.values(Condition).flatMap(Object.keys).sort()]),
    );
    const requestTags = ["aws:RequestTag/project", "aws:RequestTag/stack"];
    assert.deepEqual(wide, [
      ["LookAtTheRegions", "aws:RequestedRegion"],
      ["MakeWhatCarriesTheStacksTags", ...requestTags, "aws:RequestedRegion"],
      ["UseAndChangeWhatCarriesThem", "aws:ResourceTag/project", "aws:ResourceTag/stack"],
      ["TagWhatIsBeingMade", "ec2:CreateAction"],
      ["NewHealthChecks"],
      ["SessionManagerAtMost"],
      ["FactsOfTheRegions", "aws:RequestedRegion"],
    ]);
  });
});

describe("trust policies", () => {
  for (const environment of environments) {
    it(`trust-${environment} names the repository and the environment, letter by letter`, () => {
      const issuer = "token.actions.githubusercontent.com";
      const repository = "${OWNER}@${OWNER_ID}/${REPOSITORY}@${REPOSITORY_ID}";
      assert.deepEqual(policy(`trust-${environment}`).Statement, [
        {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::\${ACCOUNT_ID}:oidc-provider/${issuer}` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: "sts.amazonaws.com",
              [`${issuer}:sub`]: `repo:${repository}:environment:${environment}`,
            },
          },
        },
      ]);
    });
  }
});

describe("preview policy", () => {
  const lookUps: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": ["ec2:DescribeInstanceTypeOfferings"],
    "aws:route53/getZone:getZone": ["route53:GetHostedZone", "route53:ListTagsForResource"],
    "aws:ssm/getParameter:getParameter": ["ssm:GetParameter"],
  };

  for (const stack of ["prod", "staging"]) {
    it(`reads what a preview of ${stack} looks up, and the types of instance that its diff compares`, async () => {
      const { lookUps: made } = await recordStack(stack, { mode: "preview" });
      const tokens = [...new Set(made.map(({ token }) => token))].sort();
      assert.deepEqual(tokens, Object.keys(lookUps));
      const needed = [...tokens.flatMap((token) => lookUps[token]!), "ec2:DescribeInstanceTypes"];
      assert.deepEqual(policy("preview").Statement.flatMap(actionsOf).sort(), needed.sort());
    });
  }
});

describe("deploy policy", () => {
  const { Statement } = policy("deploy");
  const allowed = new Set(Statement.flatMap(actionsOf));

  /** What making, changing and deleting each kind of resource takes beside reading it. */
  const changes: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/eip:Eip": ["ec2:AllocateAddress", "ec2:ReleaseAddress"],
    "aws:ec2/eipAssociation:EipAssociation": ["ec2:AssociateAddress", "ec2:DisassociateAddress"],
    "aws:ec2/instance:Instance": [
      ...["ec2:RunInstances", "ec2:TerminateInstances", "ec2:StopInstances", "ec2:StartInstances"],
      ...["ec2:ModifyInstanceAttribute", "ec2:ModifyInstanceMetadataOptions", "iam:PassRole"],
    ],
    "aws:ec2/networkInterface:NetworkInterface": ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
    "aws:ec2/securityGroup:SecurityGroup": ["ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup"],
    "aws:ec2/vpcEndpoint:VpcEndpoint": ["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints"],
    // Made and changed by hand only: the pipeline hands no rights to anything.
    "aws:iam/instanceProfile:InstanceProfile": ["iam:TagInstanceProfile"],
    "aws:iam/role:Role": ["iam:TagRole"],
    "aws:iam/rolePolicy:RolePolicy": [],
    "aws:route53/healthCheck:HealthCheck": [
      ...["route53:CreateHealthCheck", "route53:UpdateHealthCheck", "route53:DeleteHealthCheck"],
    ],
    "aws:route53/record:Record": ["route53:ChangeResourceRecordSets", "route53:GetChange"],
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
      ...[
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupEgress",
        "ec2:ModifySecurityGroupRules",
      ],
    ],
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
      ...[
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:RevokeSecurityGroupIngress",
        "ec2:ModifySecurityGroupRules",
      ],
    ],
    "awsx:ec2:Vpc": [
      ...["ec2:CreateVpc", "ec2:DeleteVpc", "ec2:CreateSubnet", "ec2:DeleteSubnet"],
      ...["ec2:CreateRouteTable", "ec2:DeleteRouteTable", "ec2:CreateRoute", "ec2:DeleteRoute"],
      ...["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable"],
      ...["ec2:CreateInternetGateway", "ec2:AttachInternetGateway"],
      ...["ec2:DetachInternetGateway", "ec2:DeleteInternetGateway"],
    ],
  };

  it("allows what each kind of resource takes that the program registers", async () => {
    const { resources } = await recordStack("prod");
    const kinds = [...new Set(resources.map(({ type }) => type))].filter((type) => /^awsx?:/.test(type));
    assert.deepEqual(kinds.sort(), Object.keys(changes));
    assert.deepEqual(
      Object.values(changes)
        .flat()
        .filter((action) => !allowed.has(action)),
      [],
    );
  });

  it("has a part for the switch alone, which writes everything there but the switch itself, and deletes nothing", async () => {
    const config = { "website-failover:operatorSwitch": '{"enabled":true}' };
    const { resources } = await recordStack("prod", { config });
    const bucket = resources.find(({ type }) => type === "aws:s3/bucket:Bucket")?.inputs["bucket"];
    const written = resources.flatMap(({ type, inputs }) =>
      type === "aws:s3/bucketObjectv2:BucketObjectv2" ? [String(inputs["key"])] : [],
    );
    const arn = "arn:aws:s3:::failover-switch-${STACK}-${ACCOUNT_ID}-us-west-1-an";
    assert.equal(
      arn,
      `arn:aws:s3:::${String(bucket)}`.replace("prod", "${STACK}").replace("123456789012", "${ACCOUNT_ID}"),
    );
    const [ofBucket, ofObjects, ofChecks] = policy("deploy-switch").Statement;
    assert.equal(ofBucket?.Resource, arn);
    assert.deepEqual(
      ofObjects?.Resource,
      written.sort().map((key) => `${arn}/${key}`),
    );
    assert.deepEqual(ofChecks && actionsOf(ofChecks), ["route53:GetHealthCheckStatus"]);
    const actions = policy("deploy-switch").Statement.flatMap(actionsOf);
    assert.deepEqual(
      actions.filter((action) => action.includes("Delete")),
      [],
    );
  });

  it("lets an operator turn the switch and read beside it, and no more", () => {
    const { Statement: operate } = policy("operate-switch");
    assert.deepEqual(
      operate.map((entry) => [actionsOf(entry), [entry.Resource].flat().map((arn) => arn?.split("/")[1])]),
      [
        [["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], ["force-backup"]],
        [["s3:GetObject"], ["switch-ready", "topology.json"]],
      ],
    );
  });

  it("hands no rights to anything", () => {
    const iam = [...allowed].filter((action) => action.startsWith("iam:") && !/:(Get|List)/.test(action));
    assert.deepEqual(iam.sort(), [
      "iam:PassRole",
      "iam:TagInstanceProfile",
      "iam:TagRole",
      "iam:UntagInstanceProfile",
      "iam:UntagRole",
    ]);
    const passRole = Statement.find(({ Action }) => Action === "iam:PassRole");
    assert.deepEqual(passRole?.Condition, { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } });
  });

  it("writes A records of the three names only", () => {
    const write = Statement.filter((entry) => actionsOf(entry).includes("route53:ChangeResourceRecordSets"));
    assert.deepEqual(
      write.map(({ Resource, Condition }) => ({ Resource, Condition })),
      [
        {
          Resource: "arn:aws:route53:::hostedzone/${ZONE_ID}",
          Condition: {
            "ForAllValues:StringEquals": {
              "route53:ChangeResourceRecordSetsNormalizedRecordNames": [
                "${FAILOVER_NAME}",
                "${PRIMARY_NAME}",
                "${BACKUP_NAME}",
              ],
              "route53:ChangeResourceRecordSetsRecordTypes": ["A"],
            },
          },
        },
      ],
    );
  });
});

describe("state policies", () => {
  it("let a preview read and an update write the state of its own stack", () => {
    const read = ["kms:Decrypt", "s3:GetObject", "s3:ListBucket"];
    assert.deepEqual(policy("state-read").Statement.flatMap(actionsOf).sort(), read);
    const write = policy("state-write").Statement.find(({ Sid }) => Sid === "WriteTheState");
    assert.deepEqual(
      policy("state-write").Statement.flatMap(actionsOf).sort(),
      [...read, "s3:DeleteObject", "s3:PutObject"].sort(),
    );
    const state = "arn:aws:s3:::${STATE_BUCKET}/.pulumi";
    assert.deepEqual(write?.Resource, [
      `${state}/stacks/website-failover/\${STACK}.*`,
      `${state}/history/website-failover/\${STACK}/*`,
      `${state}/backups/website-failover/\${STACK}/*`,
      `${state}/locks/organization/website-failover/\${STACK}/*`,
    ]);
  });
});

describe("boundary of the instance role", () => {
  it("is what the program's own role policy allows", async () => {
    const { resources } = await recordStack("prod");
    const rolePolicies = resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    assert.equal(rolePolicies.length, 2);
    for (const { inputs } of rolePolicies) {
      const granted = JSON.parse(String(inputs["policy"])) as Policy;
      assert.deepEqual(
        policy("instance-boundary").Statement.flatMap(actionsOf).sort(),
        granted.Statement.flatMap(actionsOf).sort(),
      );
    }
  });
});

function actionsOf({ Action }: Statement): string[] {
  return [Action].flat();
}
