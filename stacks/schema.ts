import { z } from "zod";
import { healthCheckRegions } from "../route53/types";
import { dataSync } from "./dataSyncSchema";
import { drills } from "./drillsSchema";
import { monitoring } from "./monitoringSchema";
import { operations } from "./operationsSchema";
import { domainShape, hostname, siteSchema } from "./siteSchema";

/**
 * What a stack file may say, key by key. The one source of the settings' types, defaults, error texts,
 * the `config` block of Pulumi.yaml and docs/settings.md.
 *
 * `allowed` finishes the sentence "`key` is … but must be …"; `example` is a value that ops could write.
 */
declare module "zod" {
  interface GlobalMeta {
    allowed?: string;
    example?: string;
  }
}

/** IAM takes the fewest characters in tags, and tells keys apart without regard to case (IAM User Guide, "Tags"). */
const tagText = /^[\p{L}\p{N}\p{Zs}_.:/=+\-@]*$/u;

function hasOwnKeys(keys: readonly string[]): boolean {
  const folded = keys.map((key) => key.toLowerCase());
  return (
    new Set(folded).size === keys.length &&
    !folded.some((key) => /^(aws:|project$|stack$|site$|name$)/.test(key))
  );
}

const healthCheck = z
  .strictObject({
    path: z
      .string()
      .regex(/^\/[\x21-\x7e]*$/)
      .max(255)
      .optional()
      .meta({
        description:
          "Path that the checkers request; in quotes if it has a ?. Default: site.path, else /healthz.",
        allowed: "a path of at most 255 printable characters that starts with /",
        example: "/healthz",
      }),
    port: z.int().min(1).max(65_535).default(80).meta({
      description: "Port of the site, for shoppers and checkers alike.",
      allowed: "a whole number from 1 to 65535",
      example: "80",
    }),
    searchString: z.string().min(1).max(255).optional().meta({
      description:
        "Text that a healthy page holds in its first 5,120 bytes. Default: site.searchString, else status=ok.",
      allowed: "a text of 1 to 255 characters",
      example: "status=ok",
    }),
    requestIntervalSeconds: z.literal([10, 30]).default(10).meta({
      description: "Seconds from a checker's response to its next request. A change replaces the checks.",
      allowed: "10 or 30",
      example: "10",
    }),
    failureThreshold: z.int().min(1).max(10).default(2).meta({
      description: "Equal results in a row after which a checker changes its opinion.",
      allowed: "a whole number from 1 to 10",
      example: "2",
    }),
    checkerRegions: z
      .array(z.enum(healthCheckRegions))
      .min(3)
      .max(8)
      .refine((regions) => new Set(regions).size === regions.length)
      .default([...healthCheckRegions])
      .meta({
        description: "Regions whose checkers probe the sites, two checkers in each.",
        allowed: `at least 3 different regions of ${healthCheckRegions.join(", ")}`,
        example: '["us-east-1", "eu-west-1", "ap-northeast-1"]',
      }),
    measureLatency: z.boolean().default(false).meta({
      description: "Latency graphs for the checks; Route 53 charges for them. A change replaces the checks.",
      allowed: "true or false",
      example: "true",
    }),
  })
  .prefault({})
  .meta({
    description: "How Route 53 probes both sites.",
    allowed: "an object such as { path, port, searchString, requestIntervalSeconds, failureThreshold }",
  });

const ownSite = z
  .strictObject({
    userDataFile: z.string().min(1).optional().meta({
      description: "Your user data, a file relative to Pulumi.yaml. Left out: the sample shop.",
      allowed: "the name of a file relative to Pulumi.yaml",
      example: "my-shop/user-data.sh",
    }),
    amiParameter: z
      .string()
      .regex(/^\/[A-Za-z0-9_.\-/]+$/)
      .optional()
      .meta({
        description:
          "SSM parameter that holds the AMI id. Left out: Amazon Linux 2023 for the instance type.",
        allowed: "the name of an SSM parameter, which starts with /",
        example: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
      }),
    searchString: z.string().min(1).max(255).optional().meta({
      description: "Text that your health page holds; needed with userDataFile.",
      allowed: "a text of 1 to 255 characters",
      example: "shop is open",
    }),
    path: z
      .string()
      .regex(/^\/[\x21-\x7e]*$/)
      .max(255)
      .optional()
      .meta({
        description: "Path of your health page, in quotes if it has a ?; needed with userDataFile.",
        allowed: "a path of at most 255 printable characters that starts with /",
        example: "/health",
      }),
  })
  .prefault({})
  .meta({
    description: "Your own shop in place of the sample one: docs/your-shop.md.",
    allowed: "an object such as { userDataFile, path, searchString }",
  });

const operatorSwitch = z
  .strictObject({
    enabled: z.boolean().default(false).meta({
      description: "A switch in the backup's region by which operators send traffic to the backup.",
      allowed: "true or false",
      example: "true",
    }),
    failback: z.enum(["automatic", "manual"]).default("automatic").meta({
      description:
        "How traffic goes home: by itself once the primary is healthy, or when a person takes the switch off. manual needs siteWatcher.",
      allowed: "automatic or manual",
      example: "manual",
    }),
    holdAfterMinutes: z.int().min(3).max(60).default(5).meta({
      description: "Minutes on the backup after which manual failback holds traffic there.",
      allowed: "a whole number from 3 to 60",
      example: "5",
    }),
    auditTrail: z.boolean().default(false).meta({
      description: "CloudTrail writes down who puts the switch on or takes it off. It costs a little.",
      allowed: "true or false",
      example: "true",
    }),
  })
  .prefault({})
  .meta({
    description: "Manual failover that needs nothing from the primary's region: docs/runbook.md.",
    allowed: "an object such as { enabled, failback, holdAfterMinutes, auditTrail }",
  });

const siteWatcher = z
  .strictObject({
    enabled: z.boolean().default(false).meta({
      description:
        "A function in the backup's region that sees the shop from there each minute, with alarms to monitoring.emails.",
      allowed: "true or false",
      example: "true",
    }),
  })
  .prefault({})
  .meta({
    description: "Who tells when the primary's whole region is lost: docs/site-watcher.md.",
    allowed: "an object such as { enabled }",
  });

/** The written settings of one stack. */
export const settingsSchema = z.strictObject({
  domain: z.string().regex(domainShape).meta({
    description: "Name of the public hosted zone. A change needs acknowledgeRename.",
    allowed: "a domain name in lower case such as example.com",
    example: "example.com",
  }),
  hostname: hostname(
    "Host name that fails over; shoppers visit <hostname>.<domain>. A change needs acknowledgeRename.",
    "www",
  ),
  zone: z
    .union([
      z.strictObject({ id: z.string().regex(/^Z[A-Z0-9]{1,31}$/) }),
      z.strictObject({ create: z.literal(true) }),
    ])
    .meta({
      description: "The hosted zone: an existing one, which is never changed, or a new one.",
      allowed: "{ id: Z… } with the id of the public zone of the domain, or { create: true }",
      example: "{ id: Z0123456789EXAMPLE }",
    }),
  accountId: z
    .string()
    .regex(/^\d{12}$/)
    .meta({
      description: "The AWS account of this stack; a deployment into any other is refused.",
      allowed: "an AWS account id: 12 digits, in quotes",
      example: '"123456789012"',
    }),
  primary: siteSchema("primary", "us-east-1", "10.10.0.0/16"),
  backup: siteSchema("backup", "us-west-1", "10.20.0.0/16"),
  healthCheck,
  site: ownSite,
  ttlSeconds: z.int().min(1).max(86_400).default(20).meta({
    description: "TTL of the sites' address records, which the failover record inherits.",
    allowed: "a whole number from 1 to 60 (to 86400 with acknowledgeSlowFailover)",
    example: "20",
  }),
  acknowledgeSlowFailover: z.boolean().default(false).meta({
    description: "Allows a TTL above 60 seconds, which Route 53 advises against for failover.",
    allowed: "true or false",
    example: "true",
  }),
  aggregationSeconds: z.number().min(0).max(60).default(3).meta({
    description: "Assumed delay from the checkers' verdict to changed answers; Route 53 publishes none.",
    allowed: "a number from 0 to 60",
    example: "3",
  }),
  rtoSeconds: z.int().min(1).max(86_400).default(60).meta({
    description: "The longest outage this environment accepts; a worst case above it is refused.",
    allowed: "a whole number from 1 to 86400",
    example: "60",
  }),
  protect: z.boolean().default(true).meta({
    description:
      "Guards zone, buckets, tables, and each site's interface, Elastic IP and instance against deletion.",
    allowed: "true or false",
    example: "true",
  }),
  interrupt: z.enum(["none", "primary", "backup"]).default("none").meta({
    description:
      "The site that this one update may stop or replace; its instance is not protected meanwhile. Remove it afterwards.",
    allowed: "none, primary or backup",
    example: "backup",
  }),
  acknowledgeRename: z.boolean().default(false).meta({
    description: "Lets this one update take a name of the stack away. Remove it afterwards.",
    allowed: "true or false",
    example: "true",
  }),
  operatorSwitch,
  monitoring,
  siteWatcher,
  dataSync,
  drills,
  operations,
  tags: z
    .record(z.string().regex(tagText).min(1).max(128), z.string().regex(tagText).max(256))
    .refine((tags) => Object.keys(tags).length <= 40 && hasOwnKeys(Object.keys(tags)))
    .default({})
    .meta({
      description: "Tags for every resource, beside project, stack, site and Name.",
      allowed:
        "a map of at most 40 texts of letters, digits, spaces and _.:/=+-@; no two keys alike but for case; project, stack, site, Name and aws:… are taken",
      example: "{ team: shop }",
    }),
});

/** Settings as ops write them: every key with a default may be left out. */
export type WrittenSettings = z.input<typeof settingsSchema>;

/** Settings after parsing: types and defaults are right, relations are not checked yet. */
export type ParsedSettings = z.output<typeof settingsSchema>;
