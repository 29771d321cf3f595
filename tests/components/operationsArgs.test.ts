import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Operations } from "../../components/operations";
import { record } from "../../recording/record";
import { operationsArgs } from "./operationsWorld";

const strangers = ["arn:aws:iam::123456789012:root", "*", "arn:aws:iam::210987654321:role/*"];
const { sites } = operationsArgs.dns;
const longestStack = "s".repeat(28);

const refused: [title: string, changes: object, stack: string, problem: string][] = [
  [
    "an account id that is none, and with it everybody of it",
    { accountId: "21098765432" },
    "shop",
    'accountId is "21098765432", but must have 12 digits; trustedPrincipals has arn:aws:iam::210987654321:root, but must hold the root, users and roles of account 21098765432 alone',
  ],
  [
    "sites that are exchanged",
    { dns: { ...operationsArgs.dns, sites: sites.toReversed() } },
    "shop",
    "dns.sites are the backup and the primary, but must be the primary and the backup",
  ],
  [
    "nobody",
    { trustedPrincipals: [] },
    "shop",
    "trustedPrincipals is empty, so nobody could take a role; name the account's root, a user or a role",
  ],
  [
    "strangers and everybody",
    { trustedPrincipals: strangers },
    "shop",
    `trustedPrincipals has ${strangers.join(", ")}, but must hold the root, users and roles of account 210987654321 alone`,
  ],
  [
    "a stack whose name is too long for a role's",
    {},
    longestStack,
    `"website-failover-${longestStack}-operations-override" has 65 characters, but a role's name at most 64; let the stack's name be short`,
  ],
];

describe("components/operationsArgs", () => {
  const recordWith = (changes: object, stack: string) =>
    record(
      () => {
        const provider = new aws.Provider("elsewhere", { region: "sa-east-1" });
        new Operations("operations", { ...operationsArgs, ...changes }, { provider });
      },
      { stack },
    );

  for (const [title, changes, stack, problem] of refused) {
    it(`refuses ${title} before it registers anything`, async () => {
      const { errors, resources } = await recordWith(changes, stack);
      assert.deepEqual(
        [errors, resources.map(({ name }) => name)],
        [[`Operations "operations": ${problem}`], ["elsewhere"]],
      );
    });
  }

  it("takes users, roles and the root of the account, and a name of 64 characters", async () => {
    const trustedPrincipals = ["root", "user/night", "role/aws-reserved/sso.amazonaws.com/OnCall_0"].map(
      (principal) => `arn:aws:iam::210987654321:${principal}`,
    );
    // 64 - 17 of "website-failover-" - 20 of "-operations-override".
    const { errors } = await recordWith({ trustedPrincipals }, "s".repeat(27));
    assert.deepEqual(errors, []);
  });
});
