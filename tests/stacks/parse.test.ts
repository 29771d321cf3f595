import assert from "node:assert/strict";
import { problemsWith, settingsWith } from "../support/stackSettings";

/** Proves types and single values: each limit from both sides, unknown and missing keys, and the texts. */

const must = (key: string, value: unknown, allowed: string, example: string) =>
  `${key}: is ${JSON.stringify(value)}, but must be ${allowed}; for example ${key.split(".").at(-1) ?? ""}: ${example} [allowed-value]`;

const threshold = (value: unknown) =>
  must("healthCheck.failureThreshold", value, "a whole number from 1 to 10", "2");
const interval = (value: unknown) => must("healthCheck.requestIntervalSeconds", value, "10 or 30", "10");
const ttl = (value: unknown) =>
  must("ttlSeconds", value, "a whole number from 1 to 60 (to 86400 with acknowledgeSlowFailover)", "20");
const path = (value: unknown) =>
  must(
    "healthCheck.path",
    value,
    "a path of at most 255 printable characters that starts with /",
    "/healthz",
  );
const searchString = (value: string) =>
  `healthCheck.searchString: is ${JSON.stringify(value).slice(0, 77)}${value ? "..." : ""}, but must be a text of 1 to 255 characters; for example searchString: status=ok [allowed-value]`;
const regions = (value: unknown) =>
  must(
    "healthCheck.checkerRegions",
    value,
    "at least 3 different regions of us-east-1, us-west-1, us-west-2, eu-west-1, ap-southeast-1, ap-southeast-2, ap-northeast-1, sa-east-1",
    '["us-east-1", "eu-west-1", "ap-northeast-1"]',
  );
const hostname = (value: unknown) =>
  must(
    "hostname",
    value,
    "a legal host name in lower case without the domain, or @ for the domain itself",
    "www",
  );
const domain = (value: unknown) =>
  must("domain", value, "a domain name in lower case such as example.com", "example.com");

const tags = (value: unknown) => {
  const text = JSON.stringify(value);
  const shown = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  return `tags: is ${shown}, but must be a map of at most 40 texts of letters, digits, spaces and _.:/=+-@; no two keys alike but for case; project, stack, site, Name and aws:… are taken; for example tags: { team: shop } [allowed-value]`;
};

const emails = (value: unknown) =>
  must("monitoring.emails", value, "a list of at most 10 different mail addresses", "[ops@example.com]");
const warning = (value: unknown) =>
  must("monitoring.warnBelowPercentageHealthy", value, "a whole number from 19 to 100", "50");
const hold = (value: unknown) =>
  must("operatorSwitch.holdAfterMinutes", value, "a whole number from 3 to 60", "5");
const staleness = (value: unknown) =>
  must("dataSync.maxStalenessMinutes", value, "a whole number from 5 to 1440", "15");
const addresses = (count: number) => Array.from({ length: count }, (_, index) => `a${index}@b.cd`);
const dataTables = (value: unknown, shown = JSON.stringify(value)) =>
  `dataSync.tables: is ${shown}, but must be a list of at most 20 { name, hashKey: { name, type }, rangeKey }; names of 1 to 64 letters, digits, - and _; types S, N or B; for example tables: [{ name: orders, hashKey: { name: id, type: S } }] [allowed-value]`;
const table = (name: string, type = "S", key = "id") => ({ name, hashKey: { name: key, type } });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => table(`t${index}`));
const withTables = (...tables: unknown[]) => ({ dataSync: { enabled: true, tables } });

const slow = { rtoSeconds: 1_000 };
const own = { userDataFile: "LICENSE" };
const three = ["us-east-1", "eu-west-1", "sa-east-1"];

const accepted: [title: string, changes: Record<string, unknown>][] = [
  ["threshold 1", { healthCheck: { failureThreshold: 1 } }],
  ["threshold 10", { healthCheck: { failureThreshold: 10 }, ...slow }],
  ["interval 10", { healthCheck: { requestIntervalSeconds: 10 } }],
  ["interval 30", { healthCheck: { requestIntervalSeconds: 30 }, ...slow }],
  ["ttl 1", { ttlSeconds: 1 }],
  ["path of 255", { site: { ...own, path: `/${"p".repeat(254)}`, searchString: "open" } }],
  ["search string of 255", { site: { ...own, path: "/", searchString: "s".repeat(255) } }],
  ["three checker regions", { healthCheck: { checkerRegions: three } }],
  ["the apex", { hostname: "@" }],
  ["a label of 63", { hostname: "a".repeat(63) }],
  ["a zone to be made", { zone: { create: true } }],
  [
    "40 tags",
    { tags: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`t${index}`, "a b_.:/=+-@ü"])) },
  ],
  ["10 mail addresses", { monitoring: { emails: addresses(10) } }],
  ["a warning below 19 %", { monitoring: { warnBelowPercentageHealthy: 19 } }],
  ["a warning below 100 %", { monitoring: { warnBelowPercentageHealthy: 100 } }],
  ["holding after 3 minutes", { operatorSwitch: { holdAfterMinutes: 3 } }],
  ["holding after 60 minutes", { operatorSwitch: { holdAfterMinutes: 60 } }],
  ["staleness of 5 minutes", { dataSync: { maxStalenessMinutes: 5 } }],
  ["staleness of a day", { dataSync: { maxStalenessMinutes: 1_440 } }],
  ["20 tables", withTables(...numbered(20))],
  ["a table's name of 64 letters", withTables(table("a".repeat(64)))],
  ["a table's name with every kind of letter", withTables(table("Or_d-3rs"))],
  ["a key's name of 255 letters", withTables(table("orders", "B", "a".repeat(255)))],
  ["two keys", withTables({ ...table("orders"), rangeKey: { name: "at", type: "N" } })],
  ["an interruption of the backup", { interrupt: "backup" }],
  ["an interruption of neither", { interrupt: "none" }],
  ["an aggregation delay with a fraction", { aggregationSeconds: 2.5 }],
];

const refused: [title: string, changes: Record<string, unknown>, problem: string][] = [
  ["threshold 0", { healthCheck: { failureThreshold: 0 } }, threshold(0)],
  ["threshold 11", { healthCheck: { failureThreshold: 11 } }, threshold(11)],
  ["threshold 2.5", { healthCheck: { failureThreshold: 2.5 } }, threshold(2.5)],
  ["interval 9", { healthCheck: { requestIntervalSeconds: 9 } }, interval(9)],
  ["interval 20", { healthCheck: { requestIntervalSeconds: 20 } }, interval(20)],
  ["interval 31", { healthCheck: { requestIntervalSeconds: 31 } }, interval(31)],
  ["ttl 0", { ttlSeconds: 0 }, ttl(0)],
  ["ttl 86401", { ttlSeconds: 86_401 }, ttl(86_401)],
  ["ttl as words", { ttlSeconds: "twenty" }, ttl("twenty")],
  ["a relative path", { healthCheck: { path: "healthz" } }, path("healthz")],
  ["an empty search string", { healthCheck: { searchString: "" } }, searchString("")],
  ["search string of 256", { healthCheck: { searchString: "s".repeat(256) } }, searchString("s".repeat(256))],
  ["two checker regions", { healthCheck: { checkerRegions: three.slice(1) } }, regions(three.slice(1))],
  [
    "three regions of which two are one",
    { healthCheck: { checkerRegions: ["us-east-1", "us-east-1", "eu-west-1"] } },
    regions(["us-east-1", "us-east-1", "eu-west-1"]),
  ],
  [
    "a region without checkers",
    { healthCheck: { checkerRegions: [...three, "eu-west-2"] } },
    regions([...three, "eu-west-2"]),
  ],
  ["a label of 64", { hostname: "a".repeat(64) }, hostname("a".repeat(64))],
  ["an upper-case label", { hostname: "WWW" }, hostname("WWW")],
  ["a label that ends with a hyphen", { hostname: "www-" }, hostname("www-")],
  ["a domain of one label", { domain: "localhost" }, domain("localhost")],
  ["a domain with a final dot", { domain: "example.com." }, domain("example.com.")],
  [
    "an account id of 11 digits",
    { accountId: "12345678901" },
    must("accountId", "12345678901", "an AWS account id: 12 digits, in quotes", '"123456789012"'),
  ],
  [
    "a zone that is neither",
    { zone: { create: false } },
    must(
      "zone",
      { create: false },
      "{ id: Z… } with the id of the public zone of the domain, or { create: true }",
      "{ id: Z0123456789EXAMPLE }",
    ),
  ],
  ...(
    [
      ["a tag that the program sets itself", { Name: "shop" }],
      ["a tag like one of the program's but for case", { Project: "shop" }],
      ["two tags alike but for case", { team: "a", Team: "b" }],
      ["a tag of AWS's own", { "aws:team": "a" }],
      ["a tag with characters that IAM refuses", { team: "A & B!" }],
      ["41 tags", Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`t${index}`, ""]))],
    ] satisfies [string, Record<string, string>][]
  ).map(([title, value]): [string, Record<string, unknown>, string] => [title, { tags: value }, tags(value)]),
  [
    "11 mail addresses",
    { monitoring: { emails: addresses(11) } },
    'monitoring.emails: is ["a0@b.cd","a1@b.cd","a2@b.cd","a3@b.cd","a4@b.cd","a5@b.cd","a6@b.cd","a7@b...., but must be a list of at most 10 different mail addresses; for example emails: [ops@example.com] [allowed-value]',
  ],
  ["a mail address twice", { monitoring: { emails: ["a@b.cd", "a@b.cd"] } }, emails(["a@b.cd", "a@b.cd"])],
  ["what is no mail address", { monitoring: { emails: ["ops"] } }, emails(["ops"])],
  ["a warning below 18 %", { monitoring: { warnBelowPercentageHealthy: 18 } }, warning(18)],
  ["a warning below 101 %", { monitoring: { warnBelowPercentageHealthy: 101 } }, warning(101)],
  ["holding after 2 minutes", { operatorSwitch: { holdAfterMinutes: 2 } }, hold(2)],
  ["holding after 61 minutes", { operatorSwitch: { holdAfterMinutes: 61 } }, hold(61)],
  ["holding after 4.5 minutes", { operatorSwitch: { holdAfterMinutes: 4.5 } }, hold(4.5)],
  [
    "a failback that is neither",
    { operatorSwitch: { failback: "never" } },
    must("operatorSwitch.failback", "never", "automatic or manual", "manual"),
  ],
  ["staleness of 4 minutes", { dataSync: { maxStalenessMinutes: 4 } }, staleness(4)],
  ["staleness of 1441 minutes", { dataSync: { maxStalenessMinutes: 1_441 } }, staleness(1_441)],
  [
    "21 tables",
    withTables(...numbered(21)),
    dataTables(null, '[{"name":"t0","hashKey":{"name":"id","type":"S"}},{"name":"t1","hashKey":{"na...'),
  ],
  [
    "a table's name of 65 letters",
    withTables(table("a".repeat(65))),
    dataTables(null, `[{"name":"${"a".repeat(65)}",...`),
  ],
  ["a table's name with a period", withTables(table("my.orders")), dataTables([table("my.orders")])],
  ["a table without a name", withTables(table("")), dataTables([table("")])],
  [
    "a key's name of 256 letters",
    withTables(table("orders", "S", "a".repeat(256))),
    dataTables(null, `[{"name":"orders","hashKey":{"name":"${"a".repeat(40)}...`),
  ],
  ["a key's type that is none", withTables(table("orders", "T")), dataTables([table("orders", "T")])],
  ["a table without a key", withTables({ name: "orders" }), dataTables([{ name: "orders" }])],
  [
    "a CIDR that is none",
    { primary: { cidr: "10.10.0.0" } },
    must("primary.cidr", "10.10.0.0", "an IPv4 CIDR block such as 10.10.0.0/16", "10.10.0.0/16"),
  ],
  [
    "an unknown key",
    { ttl: 20 },
    "ttl: is unknown; known here: domain, hostname, zone, accountId, primary, backup, healthCheck, site, ttlSeconds, acknowledgeSlowFailover, aggregationSeconds, rtoSeconds, protect, interrupt, acknowledgeRename, operatorSwitch, monitoring, siteWatcher, dataSync, drills, operations, tags [unknown-key]",
  ],
  [
    "an interruption of both sites at once",
    { interrupt: "both" },
    must("interrupt", "both", "none, primary or backup", "backup"),
  ],
  ["a misspelt key", { protekt: true }, "protekt: is unknown; did you mean protect? [unknown-key]"],
  [
    "a misspelt inner key",
    { primary: { regoin: "us-east-1" } },
    "primary.regoin: is unknown; did you mean region? [unknown-key]",
  ],
];

describe("stacks/parse", () => {
  for (const [title, changes] of accepted) {
    it(`accepts ${title}`, () => {
      assert.deepEqual(problemsWith(changes), []);
    });
  }
  for (const [title, changes, problem] of refused) {
    it(`refuses ${title}`, () => {
      assert.deepEqual(problemsWith(changes), [problem]);
    });
  }

  it("names each missing key", () => {
    assert.deepEqual(problemsWith({ domain: undefined, accountId: undefined }), [
      "domain: is missing, but must be a domain name in lower case such as example.com; for example domain: example.com [missing-key]",
      'accountId: is missing, but must be an AWS account id: 12 digits, in quotes; for example accountId: "123456789012" [missing-key]',
    ]);
  });

  it("names five different mistakes at once", () => {
    const problems = problemsWith({
      hostname: "WWW",
      ttlSeconds: 0,
      protekt: true,
      primary: { cidr: "10.20.0.0/16" },
      healthCheck: { failureThreshold: 12 },
    });
    assert.deepEqual(problems, [
      hostname("WWW"),
      threshold(12),
      ttl(0),
      "protekt: is unknown; did you mean protect? [unknown-key]",
      'primary.cidr, backup.cidr: are "10.20.0.0/16" and "10.20.0.0/16", which overlap; choose ranges apart, such as 10.10.0.0/16 and 10.20.0.0/16 [cidr-overlap]',
    ]);
  });

  it("reads scalars that Pulumi stores as text, and leaves other namespaces alone", () => {
    const { dns, accountId } = settingsWith({ ttlSeconds: "30", protect: "false", rtoSeconds: "70" });
    assert.deepEqual(
      { ttlSeconds: dns.ttlSeconds, protect: dns.protect, rtoSeconds: dns.rtoSeconds, accountId },
      { ttlSeconds: 30, protect: false, rtoSeconds: 70, accountId: "123456789012" },
    );
  });
});
