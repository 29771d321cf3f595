import assert from "node:assert/strict";
import { recordStack } from "../../recording/record";

/** Proves the look-ups right after the providers: what they ask, and that a misfit stops the program there. */

const zoneId = "Z0123456789EXAMPLE";
const fits = { name: "example.com", isPrivate: false };

async function errorsWith(account: Parameters<typeof recordStack>[1]) {
  const { errors, resources } = await recordStack("prod", account);
  return { errors, registered: resources.map(({ type }) => type) };
}
const guardAndProvidersOnly = [
  "pulumi:index:Stash",
  "pulumi:providers:aws",
  "pulumi:providers:aws",
  "pulumi:providers:aws",
];

describe("stacks/account", () => {
  const misfits: [
    title: string,
    zones: Record<string, { name: string; isPrivate: boolean }>,
    problem: string,
  ][] = [
    [
      "the zone of another domain",
      { [zoneId]: { ...fits, name: "example.org" } },
      `zone.id: ${zoneId} is the zone of "example.org", not of "example.com"; correct zone.id or domain [zone-of-domain]`,
    ],
    [
      "a private zone",
      { [zoneId]: { ...fits, isPrivate: true } },
      `zone.id: ${zoneId} is a private zone of "example.com"; name the public zone of "example.com" [zone-of-domain]`,
    ],
    [
      "no zone at all",
      {},
      `zone.id: ${zoneId} is no hosted zone of this account; correct it, or write { create: true } for a new one [zone-of-domain]`,
    ],
  ];
  for (const [title, zones, problem] of misfits) {
    it(`refuses ${title}, naming both, with nothing but providers registered`, async () => {
      assert.deepEqual(await errorsWith({ account: { zones } }), {
        errors: [`Account 123456789012 does not fit the stack file:\n- ${problem}`],
        registered: guardAndProvidersOnly,
      });
    });
  }

  it("accepts the public zone of the domain, with or without the final dot", async () => {
    for (const name of ["example.com", "example.com."]) {
      const { errors } = await errorsWith({ account: { zones: { [zoneId]: { ...fits, name } } } });
      assert.deepEqual(errors, []);
    }
  });

  it("names every misfit at once", async () => {
    const account = {
      zones: {},
      offeringZones: (region: string) => (region === "us-west-1" ? [] : ["us-east-1b"]),
    };
    const config = {
      "website-failover:primary": JSON.stringify({ availabilityZone: "us-east-1a" }),
    };
    const { errors } = await errorsWith({ account, config });
    assert.deepEqual(errors[0]?.split("\n").slice(2), [
      "- primary.instanceType: t3.small is not offered in us-east-1a, only in us-east-1b; pin one of those or choose another type [zone-offers-type]",
      "- backup.instanceType: t3.small is not offered in us-west-1; choose another instance type [zone-offers-type]",
    ]);
  });

  it("does not blame the stack file for a question that was not answered", async () => {
    const refuse = () => {
      throw new Error("unable to validate AWS credentials.\nDetails: token expired");
    };
    const { errors } = await errorsWith({ account: { offeringZones: refuse } });
    const because =
      "unable to validate AWS credentials. Details: token expired; check credentials, rights and accountId [account-lookup]";
    assert.deepEqual(errors[0]?.split("\n").slice(1), [
      `- could not ask EC2 in us-east-1: ${because}`,
      `- could not ask EC2 in us-west-1: ${because}`,
    ]);
  });

  it("takes the first zone by name, and never a local zone", async () => {
    const account = { offeringZones: (region: string) => [`${region}-bos-1a`, `${region}c`, `${region}b`] };
    const { resources } = await recordStack("prod", { account });
    const zones = resources
      .filter(({ type }) => type === "awsx:ec2:Vpc")
      .map(({ inputs }) => inputs["availabilityZoneNames"]);
    assert.deepEqual(zones, [["us-west-1b"], ["us-east-1b"]]);
  });

  it("asks each region's own provider for its zones, and Route 53 for the zone", async () => {
    const { lookUps } = await recordStack("prod");
    assert.deepEqual(
      lookUps
        .slice(0, 3)
        .map(({ token, region }) => `${token.split(":")[2] ?? ""} ${region ?? ""}`)
        .sort(),
      ["getInstanceTypeOfferings us-east-1", "getInstanceTypeOfferings us-west-1", "getZone us-east-1"],
    );
  });
});
