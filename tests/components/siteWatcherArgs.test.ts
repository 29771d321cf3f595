import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { SiteWatcher, type SiteWatcherArgs } from "../../components/siteWatcher";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { assertSound } from "../support/recordings";

/** Proves that a SiteWatcher refuses what cannot be right, and takes each limit itself. */

const args: SiteWatcherArgs = {
  accountId: "210987654321",
  emails: ["ops@example.org"],
  dns: {
    recordNames: { failover: "shop.example.org" },
    nameServers: ["ns-1.example"],
    sites: [
      { role: "primary", region: "eu-west-1", publicIp: "192.0.2.1" },
      { role: "backup", region: "eu-north-1", publicIp: "192.0.2.2" },
    ],
  },
  healthCheck: { port: 80, path: "/up", searchString: "open" },
};
const [primary, backup] = args.dns.sites;
const operatorSwitch = { bucketName: "shop-switch", holdAfterMinutes: 5 };
const content = { bucketNames: { primary: "content-1", backup: "content-2" }, maxStalenessMinutes: 15 };
const drills = { experimentTemplateIds: ["EXT1"], maxAgeDays: 35 };

function recordWatcher(changes: object, stack = "prod"): Promise<Recording> {
  const program = () => {
    const provider = new aws.Provider("west", { region: "eu-north-1" });
    new SiteWatcher("watcher", { ...args, ...changes }, { provider });
  };
  return record(program, { stack });
}

/** `website-failover-`, the stack and `-watcher`. */
const stackFor = (nameLength: number) => "s".repeat(nameLength - 25);

describe("components/siteWatcherArgs", () => {
  const mistakes: [title: string, changes: object, problem: string][] = [
    [
      "the sites exchanged",
      { dns: { ...args.dns, sites: [backup, primary] } },
      "dns.sites has the backup site first; the primary goes there; dns.sites has the primary site second; the backup goes there",
    ],
    [
      "one region for both",
      { dns: { ...args.dns, sites: [{ ...primary, region: "eu-north-1" }, backup] } },
      "both sites are in eu-north-1; a watcher there dies with both",
    ],
    [
      "an empty search string",
      { healthCheck: { ...args.healthCheck, searchString: "" } },
      "healthCheck.searchString is empty, so that every page would be healthy; write what a healthy one holds",
    ],
    [
      "an account of 11 digits",
      { accountId: "12345678901" },
      'accountId is "12345678901", but must have 12 digits',
    ],
    ["nobody", { emails: [] }, "emails is empty, so an alarm would reach nobody; give one address or more"],
    ["what is no address", { emails: ["ops", "a@b"] }, "emails has ops, but must hold mail addresses only"],
    ["an address twice", { emails: ["a@b", "a@b"] }, "emails has an address twice; give each once"],
    ...[2, 61, 3.5].map((holdAfterMinutes): [string, object, string] => [
      `a hold after ${holdAfterMinutes} minutes`,
      { operatorSwitch: { ...operatorSwitch, holdAfterMinutes } },
      `operatorSwitch.holdAfterMinutes is ${holdAfterMinutes}, but must be a whole number from 3 to 60`,
    ]),
    ...[4, 1441, 5.5].map((maxStalenessMinutes): [string, object, string] => [
      `content that may be ${maxStalenessMinutes} minutes old`,
      { content: { ...content, maxStalenessMinutes } },
      `content.maxStalenessMinutes is ${maxStalenessMinutes}, but must be a whole number from 5 to 1440`,
    ]),
    ...[0, 121, 1.5].map((maxAgeDays): [string, object, string] => [
      `a drill every ${maxAgeDays} days`,
      { drills: { ...drills, maxAgeDays } },
      `drills.maxAgeDays is ${maxAgeDays}, but must be a whole number from 1 to 120`,
    ]),
    [
      "drills without a template",
      { drills: { ...drills, experimentTemplateIds: [] } },
      "drills.experimentTemplateIds is empty; name one template or more, or leave drills out",
    ],
  ];
  for (const [title, changes, problem] of mistakes) {
    it(`refuses ${title} before it registers anything`, async () => {
      const { errors, resources } = await recordWatcher(changes);
      assert.deepEqual(
        [errors, resources.map(({ name }) => name)],
        [[`SiteWatcher "watcher": ${problem}`], ["west"]],
      );
    });
  }

  it("refuses a function's name of 65 characters", async () => {
    const { errors } = await recordWatcher({}, stackFor(65));
    assert.deepEqual(errors, [
      `SiteWatcher "watcher": "website-failover-${stackFor(65)}-watcher" has 65 characters, but a function's name at most 64; let the stack's name be short`,
    ]);
  });

  it("accepts each limit itself", async () => {
    const least = {
      operatorSwitch: { ...operatorSwitch, holdAfterMinutes: 3 },
      content: { ...content, maxStalenessMinutes: 5 },
      drills: { ...drills, maxAgeDays: 1 },
    };
    const most = {
      operatorSwitch: { ...operatorSwitch, holdAfterMinutes: 60 },
      content: { ...content, maxStalenessMinutes: 1440 },
      drills: { ...drills, maxAgeDays: 120 },
    };
    assertSound(await recordWatcher(least, stackFor(64)));
    assertSound(await recordWatcher(most));
    assertSound(await recordWatcher({ operatorSwitch: { ...operatorSwitch, holdAfterMinutes: null } }));
  });
});
