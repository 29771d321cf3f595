import assert from "node:assert/strict";
import { groupRefusals } from "../../route53/groupRules";
import type { ResourceRecordSet } from "../../route53/types";
import { address } from "./zones";

type Members = [Partial<ResourceRecordSet>, ...Partial<ResourceRecordSet>[]];

/** The refused sets by their place in the group, with the API's messages. */
function refused([first, ...rest]: Members): [at: number, message: string][] {
  const make = (more: Partial<ResourceRecordSet>): ResourceRecordSet => address("www", "192.0.2.1", more);
  const group: [ResourceRecordSet, ...ResourceRecordSet[]] = [make(first), ...rest.map(make)];
  return groupRefusals(group).map(({ recordSet, message }) => [group.indexOf(recordSet), message]);
}

const www = "RRSet with DNS name www.example.com., type A";
const primary: Partial<ResourceRecordSet> = { SetIdentifier: "p", Failover: "PRIMARY" };
const secondary: Partial<ResourceRecordSet> = { SetIdentifier: "s", Failover: "SECONDARY" };

describe("groupRefusals", () => {
  const accepted: [what: string, members: Members][] = [
    ["a simple set", [{}]],
    ["a failover pair", [secondary, primary]],
    [
      "equal weights",
      [
        { SetIdentifier: "a", Weight: 1 },
        { SetIdentifier: "b", Weight: 1 },
      ],
    ],
    [
      "two regions",
      [
        { SetIdentifier: "a", Region: "us-east-1" },
        { SetIdentifier: "b", Region: "us-west-1" },
      ],
    ],
    [
      "a country and its subdivision",
      [
        { SetIdentifier: "a", GeoLocation: { CountryCode: "US" } },
        { SetIdentifier: "b", GeoLocation: { CountryCode: "US", SubdivisionCode: "WA" } },
      ],
    ],
  ];
  for (const [what, members] of accepted) {
    it(`accepts ${what}`, () => {
      assert.deepEqual(refused(members), []);
    });
  }

  const cases: [what: string, members: Members, ...refusals: [number, string][]][] = [
    [
      "a second simple set",
      [{}, {}],
      [1, "Tried to create resource record set [name='www.example.com.', type='A'] but it already exists"],
    ],
    [
      "equal set identifiers",
      [
        { SetIdentifier: "a", Weight: 1 },
        { SetIdentifier: "a", Weight: 2 },
      ],
      [
        1,
        "Tried to create resource record set [name='www.example.com.', type='A', SetIdentifier='a'] but it already exists",
      ],
    ],
    [
      "two PRIMARY",
      [primary, { ...primary, SetIdentifier: "q" }],
      [
        1,
        `${www}, SetIdentifier q, marked as primary cannot be created because a primary RRSet with the same name and type already exists.`,
      ],
    ],
    [
      "two SECONDARY",
      [primary, secondary, { ...secondary, SetIdentifier: "t" }],
      [
        2,
        `${www}, SetIdentifier t, marked as secondary cannot be created because a secondary RRSet with the same name and type already exists.`,
      ],
    ],
    [
      "a PRIMARY beside a simple set",
      [{}, primary],
      [
        1,
        `${www}, SetIdentifier p, marked as primary cannot be created because a non-failover RRSet with the same name and type already exists.`,
      ],
    ],
    [
      "a SECONDARY beside a weighted set",
      [{ SetIdentifier: "a", Weight: 1 }, secondary],
      [
        1,
        `${www}, SetIdentifier s, marked as secondary cannot be created because a non-failover RRSet with the same name and type already exists.`,
      ],
    ],
    [
      "a weighted set beside a simple set",
      [{}, { SetIdentifier: "a", Weight: 1 }],
      [
        1,
        `${www}, SetIdentifier a cannot be created as a non-weighted set exists with the same name and type.`,
      ],
    ],
    [
      "a simple set beside a failover set",
      [primary, {}],
      [1, `${www} cannot be created as other RRSets exist with the same name and type.`],
    ],
    [
      "a region twice",
      [
        { SetIdentifier: "a", Region: "eu-west-1" },
        { SetIdentifier: "b", Region: "eu-west-1" },
      ],
      [
        1,
        `${www}, SetIdentifier b, and Region Name=eu-west-1 cannot be created because a latency RRSet with the same name, type and region already exists.`,
      ],
    ],
    [
      "a location twice",
      [
        { SetIdentifier: "a", GeoLocation: { CountryCode: "*" } },
        { SetIdentifier: "b", GeoLocation: { CountryCode: "*" } },
      ],
      [
        1,
        `${www}, SetIdentifier b cannot be created because a geolocation RRSet with the same name, type and location already exists.`,
      ],
    ],
  ];
  for (const [what, members, ...refusals] of cases) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(refused(members), refusals);
    });
  }
});
