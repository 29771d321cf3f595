import assert from "node:assert/strict";
import { questionOf } from "../../cli/answerQuestion";

const question = { records: "zone.json", checks: "checks.json", name: "www.example.com", type: "A" };

const label = (length: number) => "a".repeat(length);
const types = "A, AAAA, CAA, CNAME, DS, HTTPS, MX, NAPTR, NS, PTR, SOA, SPF, SRV, SSHFP, SVCB, TLSA, TXT";
const notAName = (path: string, name: string) =>
  `${path} must be a domain name, with labels of 1 to 63 bytes, not "${name}".`;
const noCountry = (value: string) =>
  `location.country must be two capital letters (ISO 3166-1), such as DE, not "${value}".`;
const noSubdivision = (value: string) =>
  `location.subdivision must be one to three capital letters or digits, such as CA, not "${value}".`;
const noRegion = (value: string) =>
  `location.region must be an AWS region, such as eu-west-1, not "${value}".`;
const noHealth = (path: string, value: string) => `${path} must be one of healthy, unhealthy, not ${value}.`;

describe("cli/answerQuestion", () => {
  for (const more of [
    {},
    { name: "*.EXAMPLE.com." },
    { name: `${label(63)}.example.com` },
    { type: "TXT" },
    { records: label(4096) },
    { status: { "hc-1": "healthy", [label(64)]: "unhealthy" } },
    { target: { "lb.elb.amazonaws.com": "unhealthy" } },
    { status: {}, target: {}, location: {} },
    { location: { continent: "EU" } },
    { location: { country: "US", subdivision: "CA", region: "us-gov-west-1" } },
    { location: { country: "GB", subdivision: "ENG" } },
  ]) {
    it(`takes ${JSON.stringify(more).slice(0, 80)}`, () => {
      const given = { ...question, ...more };
      assert.equal(questionOf(given), given);
    });
  }

  for (const [more, ...problems] of [
    [{ name: `${label(64)}.example.com` }, notAName("name", `${label(64)}.example.com`)],
    [{ name: "www..example.com" }, notAName("name", "www..example.com")],
    [{ name: "" }, 'name must be a string of 1 to 1024 characters, not "".'],
    [{ name: null }, "name must be a string of 1 to 1024 characters, not null."],
    [{ type: "a" }, `type must be one of ${types}, not "a".`],
    [{ type: "ANY" }, `type must be one of ${types}, not "ANY".`],
    [{ checks: "" }, 'checks must be a string of 1 to 4096 characters, not "".'],
    [{ records: label(4097) }, `records must be a string of 1 to 4096 characters, not "${label(60)}…".`],
    [{ status: { "hc-1": "up" } }, noHealth("status.hc-1", '"up"')],
    [{ status: { "hc\n1": false } }, noHealth("status.hc\\n1", "false")],
    [{ status: JSON.parse('{"__proto__":"up"}') as unknown }, noHealth("status.__proto__", '"up"')],
    [
      { status: { [label(65)]: "healthy" } },
      `A name in status must be a string of 1 to 64 characters, not "${label(60)}…".`,
    ],
    [{ status: ["hc-1"] }, "status must be an object, not a list of 1."],
    [{ target: { "a..b": "healthy" } }, notAName("A name in target", "a..b")],
    [
      { location: { continent: "Europe" } },
      'location.continent must be one of AF, AN, AS, EU, NA, OC, SA, not "Europe".',
    ],
    [{ location: { country: "de" } }, noCountry("de")],
    [{ location: { country: "DEU" } }, noCountry("DEU")],
    [{ location: { country: "US", subdivision: "TEXA" } }, noSubdivision("TEXA")],
    [{ location: { region: "US-EAST-1" } }, noRegion("US-EAST-1")],
    [{ location: { subdivision: "CA" } }, "location.subdivision says nothing without location.country."],
    [{ location: { contry: "DE" } }, "location.contry is not known. Did you mean location.country?"],
    [{ staus: {} }, "staus is not known. Did you mean status?"],
    [
      { type: "B", staus: {} },
      `type must be one of ${types}, not "B".`,
      "staus is not known. Did you mean status?",
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(more).slice(0, 80)}`, () => {
      assert.throws(() => questionOf({ ...question, ...more }), {
        name: "UserError",
        message: problems.join("\n"),
      });
    });
  }

  for (const [value, shown] of [
    [null, "null"],
    [7, "7"],
    ["www", '"www"'],
    [[], "a list of 0"],
  ] as const) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      const message = `The question must be an object, not ${shown}.`;
      assert.throws(() => questionOf(value), { name: "UserError", message });
    });
  }
});
