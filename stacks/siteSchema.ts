import { z } from "zod";

/** What a stack file may say of one site, and how names are spelt; a part of schema.ts. */
export function siteSchema(site: "primary" | "backup", region: string, cidr: string) {
  return z
    .strictObject({
      region: z.string().default(region).meta({
        description:
          "AWS region of the site; the two differ. A change replaces the site, its address too: needs interrupt.",
        allowed: "an AWS region such as us-east-1",
        example: region,
      }),
      hostname: hostname(siteHostname, site).default(site),
      instanceType: z
        .string()
        .regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/)
        .default("t3.small")
        .meta({
          description:
            "EC2 instance type. A change stops and starts the instance, another architecture replaces it: needs interrupt.",
          allowed: "an EC2 instance type such as t3.small",
          example: "t3.small",
        }),
      cidr: z.cidrv4().default(cidr).meta({
        description:
          "IPv4 range of the site's VPC. A change makes a new network: needs interrupt, protect: false.",
        allowed: "an IPv4 CIDR block such as 10.10.0.0/16",
        example: cidr,
      }),
      generation: z.int().min(1).max(1_000_000).default(1).meta({
        description:
          "Raise it to replace the instance by one with the current AMI and bootstrap: needs interrupt.",
        allowed: "a whole number from 1 to 1000000",
        example: "2",
      }),
      availabilityZone: z
        .string()
        .regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/)
        .optional()
        .meta({
          description:
            "Zone of the site. Left out: the first by name that offers the instance type. A change acts like one of cidr.",
          allowed: "an availability zone such as us-east-1a",
          example: `${region}a`,
        }),
    })
    .prefault({})
    .meta({
      description: `The ${site} site.`,
      allowed: "an object such as { region, hostname, instanceType, cidr, generation }",
    });
}

/** A host name below the domain, with its meaning and an example. */
export function hostname(description: string, example: string) {
  return z.string().regex(hostnameShape).meta({
    description,
    allowed: "a legal host name in lower case without the domain, or @ for the domain itself",
    example,
  });
}

const siteHostname =
  "Host name of this site alone; names <hostname>.<domain>. A change needs acknowledgeRename.";
const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const hostnameShape = new RegExp(`^(@|${label}(\\.${label})*)$`);

/** A domain name of two labels or more. */
export const domainShape = new RegExp(`^(?=.{1,253}$)(${label}\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$`);
