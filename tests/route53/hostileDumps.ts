/** A dump of a zone and one of its checks, each policy and record type among them, and what a hostile hand makes of such. */
import fc from "fast-check";
import type { HealthCheck, ResourceRecordSet } from "../../route53/types";
import { address, alias, blindAlias, zoneId } from "./zones";

const set = (name: string, more: Partial<ResourceRecordSet>) => ({ SetIdentifier: name, ...more });

const recordSets: readonly ResourceRecordSet[] = [
  {
    ...address("x", "ns.example.com. a.example.com. 1 7200 900 1209600 86400"),
    Name: "example.com.",
    Type: "SOA",
  },
  { ...address("sub", "ns.example.net"), Type: "NS" },
  { ...address("docs", "www.example.com"), Type: "CNAME" },
  { ...address("mail", "10 mx.example.com"), Type: "MX" },
  alias("www", "primary", set("p", { Failover: "PRIMARY", HealthCheckId: "all" })),
  blindAlias("www", "spread", set("s", { Failover: "SECONDARY" })),
  address("primary", "192.0.2.1", { HealthCheckId: "web" }),
  address("spread", "192.0.2.2", set("w", { Weight: 0, HealthCheckId: "off" })),
  address("spread", "192.0.2.3", set("v", { Weight: 255 })),
  address("near", "192.0.2.4", set("e", { Region: "us-east-1" })),
  address("land", "192.0.2.5", set("*", { GeoLocation: { CountryCode: "*" } })),
  address("many", "192.0.2.6", set("m", { MultiValueAnswer: true, HealthCheckId: "alarm" })),
  address("far", "192.0.2.7", set("g", { GeoProximityLocation: { Bias: 1 } })),
  address("\\052.any", "192.0.2.8"),
];

const checks: readonly HealthCheck[] = [
  {
    Id: "web",
    HealthCheckConfig: { Type: "HTTP", IPAddress: "192.0.2.1", RequestInterval: 10, Inverted: true },
  },
  { Id: "off", HealthCheckConfig: { Type: "TCP", IPAddress: "192.0.2.2", Port: 443, Disabled: true } },
  {
    Id: "alarm",
    HealthCheckConfig: { Type: "CLOUDWATCH_METRIC", InsufficientDataHealthStatus: "Unhealthy" },
  },
  {
    Id: "all",
    HealthCheckConfig: { Type: "CALCULATED", ChildHealthChecks: ["web", "off"], HealthThreshold: 1 },
  },
];

const hostedZone = { Id: `/hostedzone/${zoneId}`, Name: "example.com." };
const dumps = {
  zone: { HostedZone: hostedZone, ResourceRecordSets: recordSets },
  checks: { HealthChecks: checks },
};

/** What takes the place of a member: other types, extremes, names that mean something here or to JavaScript. */
const hostileValues: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 1e308, 2 ** 53, "", " ", [], {}, [[]], [null], { length: -1 }],
  ...[
    "x".repeat(100_000),
    "\u0000\u001b[2J",
    "\ud800",
    "..",
    "a.".repeat(127),
    `${"a".repeat(64)}.example.com.`,
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "PRIMARY",
    "SECONDARY",
    "A",
    "NS",
    "CNAME",
    "*",
    "255.255.255.256",
  ],
  ...["www.example.com.", "primary.example.com.", "\\052.example.com.", "example.com.", zoneId, "web", "all"],
];

/** The texts of a dump of a zone and of one of checks, after one to three edits of each. */
export function hostileDumps(): fc.Arbitrary<{ readonly zone: string; readonly checks: string }> {
  return fc.record({ zone: edited(dumps.zone), checks: edited(dumps.checks) });
}

type Holder = Record<string, unknown>;
type Edit = (holder: Holder, key: string) => void;

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.constantFrom(...hostileValues).map((value): Edit => (holder, key) => {
    holder[key] = value;
  }),
  fc
    .constantFrom("__proto__", "constructor", "Weight", "Name", "HealthCheckId")
    .map((name): Edit => (holder, key) => {
      Object.defineProperty(holder, name, {
        value: holder[key],
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }),
  fc.constant<Edit>((holder, key) => Reflect.deleteProperty(holder, key)),
  fc.constant<Edit>((holder) => {
    if (Array.isArray(holder)) holder.push(...structuredClone(holder));
  }),
  fc.integer({ min: 1, max: 1_000 }).map((depth): Edit => (holder, key) => {
    for (let level = 0; level < depth; level++)
      holder[key] = level % 2 === 0 ? [holder[key]] : { [key]: holder[key] };
  }),
);

function edited(dump: object): fc.Arbitrary<string> {
  return fc.array(fc.tuple(fc.nat(), edits), { minLength: 1, maxLength: 3 }).map((list) => {
    const copy: { dump: unknown } = { dump: structuredClone(dump) };
    for (const [at, edit] of list) {
      const places = placesIn(copy, 8);
      const place = places[at % places.length];
      if (place) edit(...place);
    }
    return JSON.stringify(copy.dump ?? null);
  });
}

/** Every member of a JSON value, down to some depth. */
function placesIn(holder: object, depth: number): [Holder, string][] {
  return Object.entries(holder).flatMap(([key, value]: [string, unknown]) => [
    [holder as Holder, key],
    ...(depth > 0 && typeof value === "object" && value !== null ? placesIn(value, depth - 1) : []),
  ]);
}
