import { z } from "zod";

/** What a stack file may say of the people who operate it; a part of schema.ts. */
export const operations = z
  .strictObject({
    enabled: z.boolean().default(false).meta({
      description:
        "Roles for people who look at the shop, drill it by hand or turn its switch. Needs operatorSwitch.",
      allowed: "true or false",
      example: "true",
    }),
    trustedPrincipals: z
      .array(z.string().regex(/^arn:aws:iam::\d{12}:(root|(user|role)\/[\w+=,.@/-]+)$/))
      .max(20)
      .refine((arns) => new Set(arns).size === arns.length)
      .default([])
      .meta({
        description:
          "Who may take these roles. Default: whoever the account's own IAM policies let (its root as principal).",
        allowed: "a list of at most 20 different ARNs of users and roles of the account, or of its root",
        example: "[arn:aws:iam::123456789012:role/on-call]",
      }),
  })
  .prefault({})
  .meta({
    description: "Drills and operations by hand: docs/runbook.md.",
    allowed: "an object such as { enabled, trustedPrincipals }",
  });
