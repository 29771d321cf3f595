import assert from "node:assert/strict";
import { chosenZones, openDoors, standingOf, unaskedChanges } from "../../stacks/interruptions";
import { settingsWith } from "../support/stackSettings";

/** Proves which edits are refused, with the whole text, and that what is asked for goes through. */

const zones = { primary: "us-east-1a", backup: "us-west-1a" };
const standing = { ...standingOf(settingsWith()), ...standingIn(zones) };

function standingIn({ primary, backup }: typeof zones) {
  return chosenZones({ primary: { availabilityZone: primary }, backup: { availabilityZone: backup } });
}

/** The lines for an edit of the written settings; `chosen` are the zones that the account offers after it. */
function unasked(
  written: Record<string, unknown>,
  chosen: Partial<Record<"primary" | "backup", string>> = {},
) {
  const settings = settingsWith(written);
  const after = { ...standingOf(settings), ...standingIn({ ...zones, ...chosen }) };
  return unaskedChanges(standing, after, settings);
}

const ask = (what: string) =>
  `if that is meant, write ${what} for this one update and take it back afterwards [interrupt]`;
const askRename =
  "if that is meant, write acknowledgeRename: true for this one update and remove it afterwards [acknowledge-rename]";
const absent = "away at once, remembered as absent for up to 15 minutes";

interface Edit {
  readonly edit: Record<string, unknown>;
  readonly chosen?: Partial<Record<"primary" | "backup", string>>;
  readonly text: string;
  /** What lets the edit through. */
  readonly permit: Record<string, unknown>;
  /** What seems to, and does not. */
  readonly tooLittle: Record<string, unknown>;
  readonly tooLittleText: string;
}

const otherSite = (change: string, role: string) =>
  `${change}; but interrupt is ${role}: one site in one update, so take this change back for now [interrupt]`;

const resized =
  'primary.instanceType: changes from "t3.small" to "t3.medium", which stops and starts the primary\'s instance';
const rebuilt =
  'backup.instanceType: changes from "t3.small" to "t4g.small", which replaces the backup\'s instance';
const patched = "backup.generation: changes from 1 to 2, which replaces the backup's instance";
const renumbered =
  'primary.cidr: changes from "10.10.0.0/16" to "10.11.0.0/16", which replaces the primary\'s network and instance, while its address stays';
const moved =
  'backup.region: changes from "us-west-1" to "us-west-2", which replaces everything of the backup, its address too';
const rezoned =
  'backup.availabilityZone: changes from "us-west-1a" to "us-west-1c", which replaces the backup\'s network and instance, while its address stays';

const edits: Edit[] = [
  {
    edit: { primary: { instanceType: "t3.medium" } },
    text: `${resized}; ${ask("interrupt: primary")}`,
    permit: { interrupt: "primary" },
    tooLittle: { interrupt: "backup" },
    tooLittleText: otherSite(resized, "backup"),
  },
  {
    edit: { backup: { instanceType: "t4g.small" } },
    text: `${rebuilt}; ${ask("interrupt: backup")}`,
    permit: { interrupt: "backup" },
    tooLittle: { interrupt: "primary" },
    tooLittleText: otherSite(rebuilt, "primary"),
  },
  {
    edit: { backup: { generation: 2 } },
    text: `${patched}; ${ask("interrupt: backup")}`,
    permit: { interrupt: "backup" },
    tooLittle: { protect: false },
    tooLittleText: `${patched}; ${ask("interrupt: backup")}`,
  },
  {
    edit: { primary: { cidr: "10.11.0.0/16" } },
    text: `${renumbered}; ${ask("interrupt: primary and protect: false")}`,
    permit: { interrupt: "primary", protect: false },
    tooLittle: { interrupt: "primary" },
    tooLittleText: `${renumbered}; ${ask("protect: false")}`,
  },
  {
    edit: { backup: { region: "us-west-2" } },
    chosen: { backup: "us-west-2a" },
    text: `${moved}; ${ask("interrupt: backup and protect: false")}`,
    permit: { interrupt: "backup", protect: false },
    tooLittle: { protect: false },
    tooLittleText: `${moved}; ${ask("interrupt: backup")}`,
  },
  {
    edit: { backup: { availabilityZone: "us-west-1c" } },
    chosen: { backup: "us-west-1c" },
    text: `${rezoned}; ${ask("interrupt: backup and protect: false")}`,
    permit: { interrupt: "backup", protect: false },
    tooLittle: { interrupt: "backup" },
    tooLittleText: `${rezoned}; ${ask("protect: false")}`,
  },
  {
    edit: {},
    chosen: { backup: "us-west-1c" },
    text: `${rezoned}; pin backup.availabilityZone to keep the old zone; ${ask("interrupt: backup and protect: false")}`,
    permit: { interrupt: "backup", protect: false },
    tooLittle: { interrupt: "primary" },
    tooLittleText: otherSite(rezoned, "primary"),
  },
  ...(
    [
      ["hostname", { hostname: "shop" }, '"www" to "shop"', "www.example.com"],
      ["primary.hostname", { primary: { hostname: "one" } }, '"primary" to "one"', "primary.example.com"],
      ["backup.hostname", { backup: { hostname: "two" } }, '"backup" to "two"', "backup.example.com"],
      ["domain", { domain: "example.org" }, '"example.com" to "example.org"', "all names under example.com"],
    ] as const
  ).map(([key, edit, change, gone]) => {
    const text = `${key}: changes from ${change}, which takes ${gone} ${absent}; ${askRename}`;
    return {
      edit,
      text,
      permit: { acknowledgeRename: true },
      tooLittle: { interrupt: "primary", protect: false },
      tooLittleText: text,
    };
  }),
];

describe("stacks/interruptions", () => {
  it("keeps what a stack stands on, setting by setting", () => {
    assert.deepEqual(standing, {
      domain: "example.com",
      hostname: "www",
      "primary.hostname": "primary",
      "primary.region": "us-east-1",
      "primary.availabilityZone": "us-east-1a",
      "primary.cidr": "10.10.0.0/16",
      "primary.instanceType": "t3.small",
      "primary.generation": 1,
      "backup.hostname": "backup",
      "backup.region": "us-west-1",
      "backup.availabilityZone": "us-west-1a",
      "backup.cidr": "10.20.0.0/16",
      "backup.instanceType": "t3.small",
      "backup.generation": 1,
    });
  });

  for (const { edit, chosen = {}, text, permit, tooLittle, tooLittleText } of edits) {
    const title = `${text.split(", which")[0] ?? ""}${chosen.backup && !("backup" in edit) ? " by the account" : ""}`;
    it(`refuses unasked, and lets through when asked: ${title}`, () => {
      assert.deepEqual(unasked(edit, chosen), [text]);
      assert.deepEqual(unasked({ ...edit, ...tooLittle }, chosen), [tooLittleText]);
      assert.deepEqual(unasked({ ...edit, ...permit }, chosen), []);
    });
  }

  it("lets through every edit that nobody feels", () => {
    const harmless = {
      ttlSeconds: 10,
      protect: false,
      tags: { team: "shop" },
      healthCheck: { failureThreshold: 1, measureLatency: true },
    };
    assert.deepEqual(unasked(harmless), []);
  });

  it("names every change at once", () => {
    const both = { primary: { instanceType: "t3.medium" }, backup: { generation: 2 }, interrupt: "primary" };
    assert.deepEqual(unasked(both), [otherSite(patched, "primary")]);
    assert.deepEqual(unasked({ ...both, interrupt: "none" }), [
      `${resized}; ${ask("interrupt: primary")}`,
      `${patched}; ${ask("interrupt: backup")}`,
    ]);
  });

  it("calls the domain itself by its name", () => {
    const apex = standingOf(settingsWith({ hostname: "@" }));
    assert.deepEqual(unaskedChanges(apex, standing, settingsWith()), [
      `hostname: changes from "@" to "www", which takes example.com ${absent}; ${askRename}`,
    ]);
  });

  it("does not judge what an earlier version of the program did not keep", () => {
    const { "primary.cidr": _cidr, ...former } = standing;
    const settings = settingsWith({ primary: { cidr: "10.11.0.0/16" } });
    assert.deepEqual(unaskedChanges(former, standingOf(settings), settings), []);
  });

  it("warns of each permission that is left behind, and of nothing else", () => {
    assert.deepEqual(openDoors(settingsWith()), []);
    assert.deepEqual(openDoors(settingsWith({ interrupt: "backup", acknowledgeRename: true })), [
      "interrupt: backup is set: the backup's instance is not protected, and an edit that stops or replaces it is carried out; remove the line after this update",
      "acknowledgeRename is set: an edit of a name is carried out; remove the line after this update",
    ]);
  });
});
