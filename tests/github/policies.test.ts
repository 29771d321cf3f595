/**
 * The policies in docs/iam, compared with what the program registers and looks up. That AWS grants what it needs is
 * not proved here: no policy simulator runs without an account.
 */
import assert from "node:assert/strict";
import { recordStack } from "../../recording/record";
import { actionsOf, deploying, names, policy, type Policy, regions, text } from "./policyFiles";

const environments = ["prod", "prod-preview", "staging", "staging-preview"];

describe("IAM policies", () => {
  it("are these", () => {
    const trusts = environments.map((environment) => `trust-${environment}`);
    assert.deepEqual(names, [
      "deploy",
      "deploy-data",
      "deploy-drills",
      "deploy-monitoring",
      "deploy-operations",
      "deploy-switch",
      "deploy-watcher",
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
    const found = [...deploying, "preview"].map((name) => {
      const named = [...text(name).matchAll(/[a-z]{2}-[a-z]+-\d/g)].map(([region]) => region);
      return [name, [...new Set(named)].sort()];
    });
    const primary = regions.slice(0, 1);
    const backup = regions.slice(1);
    assert.deepEqual(Object.fromEntries(found), {
      deploy: regions,
      "deploy-data": regions,
      "deploy-drills": primary,
      "deploy-monitoring": regions,
      "deploy-operations": primary,
      "deploy-switch": backup,
      "deploy-watcher": backup,
      preview: regions,
    });
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
      ["SubscriptionsByTheirOwnArn", "aws:RequestedRegion"],
      ["EveryAlarmForTheSakeOfComposites", "aws:RequestedRegion"],
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
  it("is what the program's own role policies allow", async () => {
    const { resources } = await recordStack("prod");
    for (const site of ["primary", "backup"]) {
      const role = resources.find(({ name }) => name === `${site}-role`);
      const granted = resources
        .filter(({ type, inputs }) => type === "aws:iam/rolePolicy:RolePolicy" && inputs["role"] === role?.id)
        .map(({ inputs }) => JSON.parse(String(inputs["policy"])) as Policy);
      assert.equal(granted.length, 2);
      assert.deepEqual(
        policy("instance-boundary").Statement.flatMap(actionsOf).sort(),
        granted.flatMap(({ Statement }) => Statement.flatMap(actionsOf)).sort(),
      );
    }
  });
});
