import { z } from "zod";

const key = z.strictObject({
  name: z.string().min(1).max(255),
  type: z.enum(["S", "N", "B"]),
});

const table = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  hashKey: key,
  rangeKey: key.optional(),
});

/** What a stack file may say of content and tables in both regions; a part of schema.ts. */
export const dataSync = z
  .strictObject({
    enabled: z.boolean().default(false).meta({
      description:
        "Content buckets and tables in both regions, replicated both ways. Instances pull content from their next generation on.",
      allowed: "true or false",
      example: "true",
    }),
    replicationTimeControl: z.boolean().default(false).meta({
      description: "S3's promise of 15 minutes for the replication of content; it costs.",
      allowed: "true or false",
      example: "true",
    }),
    maxStalenessMinutes: z.int().min(5).max(1440).default(15).meta({
      description:
        "Minutes for which the sites may differ, or a change may be on its way, before siteWatcher tells people.",
      allowed: "a whole number from 5 to 1440",
      example: "15",
    }),
    tables: z.array(table).max(20).default([]).meta({
      description:
        "DynamoDB tables that both sites use, each in its own region. A change of name or key makes a new table.",
      allowed:
        "a list of at most 20 { name, hashKey: { name, type }, rangeKey }; names of 1 to 64 letters, digits, - and _; types S, N or B",
      example: "[{ name: orders, hashKey: { name: id, type: S } }]",
    }),
  })
  .prefault({})
  .meta({
    description: "Content and tables of the shop in both regions: docs/data.md.",
    allowed: "an object such as { enabled, replicationTimeControl, maxStalenessMinutes, tables }",
  });
