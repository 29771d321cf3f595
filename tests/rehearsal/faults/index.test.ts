import assert from "node:assert/strict";
import { faultNamed } from "../../../rehearsal/faults";
import {
  everyFaultName,
  faultNames,
  faultNamesOf,
  missingFor,
  switchFaultNames,
  type FaultName,
} from "../../../rehearsal/faults/names";
import type { Misbehavior } from "../../../rehearsal/sites/misbehavior";
import type { Site } from "../../../rehearsal/sites/site";
import { shopTopology, switchedTopology, watchedTopology } from "../../support/shopTopology";
import { sceneOf } from "./scene";

const pair = ["primary", "backup"] as const;
const [primary, backup] = [["primary"], ["backup"]] as const;

describe("the faults", () => {
  it("are these, each with what it breaks and what the checkers and the shoppers see of it", () => {
    assert.deepEqual(
      everyFaultName.map((name) => {
        const fault = faultNamed(name);
        const { targets, failureKind, failingProbes, pages, isRehearsable, isDrillable } = fault;
        assert.equal(fault.name, name);
        assert.equal(isRehearsable, true);
        return [name, targets, failureKind, failingProbes, pages, isDrillable ? "drillable" : ""];
      }),
      [
        ["stop-instance", primary, "blackhole", "enough", "none", "drillable"],
        ["kill-server", primary, "refused", "enough", "none", "drillable"],
        ["block-http", primary, "blackhole", "enough", "none", "drillable"],
        ["http-500", primary, "refused", "enough", "none", ""],
        ["redirect", primary, "refused", "enough", "none", ""],
        ["wrong-body", primary, "refused", "enough", "all", ""],
        ["slow", primary, "noReply", "enough", "all", ""],
        ["slow-within-limit", primary, "noReply", "none", "all", ""],
        ["flap", primary, "refused", "tooFew", "some", ""],
        ["packet-loss", primary, "noReply", "tooFew", "some", ""],
        ["partition", primary, "blackhole", "enough", "all", ""],
        ["partition-within-limit", primary, "blackhole", "tooFew", "all", ""],
        ["invert-check", primary, "inverted", "none", "all", "drillable"],
        ["backup-down", backup, "blackhole", "enough", "none", "drillable"],
        ["both-down", pair, "blackhole", "enough", "none", "drillable"],
        ["override-on", primary, "switched", "enough", "all", "drillable"],
        ["override-off", primary, "switched", "none", "all", "drillable"],
        ["switch-new", primary, "switched", "none", "all", ""],
        ["primary-region-lost", primary, "blackhole", "enough", "none", ""],
        ["manual-failback", primary, "held", "enough", "none", ""],
        ["stale-backup", backup, "refused", "none", "all", ""],
      ],
    );
  });

  it("are named in the error for any other name", () => {
    assert.throws(() => faultNamed("flood" as FaultName), {
      message:
        "There is no fault named flood; there are: stop-instance, kill-server, block-http, http-500, redirect, " +
        "wrong-body, slow, slow-within-limit, flap, packet-loss, partition, partition-within-limit, invert-check, " +
        "backup-down, both-down, override-on, override-off, switch-new, primary-region-lost, manual-failback, " +
        "stale-backup.",
    });
  });

  it("are those of the switch in a stack that has one, and not in others", () => {
    assert.deepEqual(faultNamesOf(shopTopology), faultNames);
    assert.deepEqual(faultNamesOf(switchedTopology), [...faultNames, ...switchFaultNames]);
  });

  it("are refused for what a stack lacks", () => {
    const { siteWatcher } = watchedTopology;
    const uncopied = {
      ...watchedTopology,
      siteWatcher: { ...siteWatcher!, plan: { ...siteWatcher!.plan, content: null } },
    };
    const lacking = (topology: Parameters<typeof missingFor>[1]) =>
      everyFaultName
        .map((name) => [name, missingFor(name, topology)])
        .filter(([, setting]) => setting !== null);
    assert.deepEqual(lacking(watchedTopology), []);
    assert.deepEqual(lacking(uncopied), [["stale-backup", "dataSync.enabled"]]);
    assert.deepEqual(lacking(switchedTopology), [
      ["primary-region-lost", "siteWatcher.enabled"],
      ["manual-failback", "siteWatcher.enabled"],
      ["stale-backup", "siteWatcher.enabled"],
    ]);
    assert.deepEqual(lacking({ ...watchedTopology, operatorSwitch: null }), [
      ["override-on", "operatorSwitch.enabled"],
      ["override-off", "operatorSwitch.enabled"],
      ["switch-new", "operatorSwitch.enabled"],
      ["manual-failback", "operatorSwitch.enabled"],
    ]);
  });

  it("of the watcher are played by name alone", () => {
    assert.deepEqual(faultNamesOf(watchedTopology), [...faultNames, ...switchFaultNames]);
  });

  it("primary-region-lost stops the primary and silences its region; stale-backup touches the content alone", async () => {
    const done: string[] = [];
    const site = {
      role: "primary",
      freeze: () => Promise.resolve(void done.push("freeze")),
      thaw: () => void done.push("thaw"),
      serveRelease: (version: string | null) =>
        Promise.resolve(void done.push(`release ${version ?? "own"}`)),
    } as unknown as Site;
    const scene = {
      ...sceneOf({ speed: 10, requestIntervalSeconds: 10 }),
      silenceRegion: (_site: Site, isSilent: boolean) => void done.push(`silent ${isSilent}`),
    };
    for (const name of ["primary-region-lost", "stale-backup"] as const) {
      await faultNamed(name).breakSite(site, scene);
      await faultNamed(name).restore(site, scene);
    }
    assert.deepEqual(done, [
      ...["silent true", "freeze", "silent false", "thaw"],
      ...["release an-older-release", "release own"],
    ]);
  });

  for (const [name, deeds] of [
    ["override-on", ["present", "deleted"]],
    ["override-off", ["deleted", "absent"]],
    ["switch-new", ["replace", "revert"]],
  ] as const) {
    it(`${name} touches nothing but the switch, and needs one`, async () => {
      const site = { role: "primary" } as Site;
      const scene = sceneOf({ speed: 10, requestIntervalSeconds: 10 });
      const done: string[] = [];
      const operatorSwitch = {
        setState: (state: string) => void done.push(state),
        replaceCheck: () => Promise.resolve(void done.push("replace")),
        revertCheck: () => void done.push("revert"),
      };
      await faultNamed(name).breakSite(site, { ...scene, operatorSwitch });
      await faultNamed(name).restore(site, { ...scene, operatorSwitch });
      assert.deepEqual(done, deeds);
      await assert.rejects(
        // A fault may also throw at once.
        async () => faultNamed(name).breakSite(site, scene),
        { message: "This stack has no operator's switch: set operatorSwitch.enabled." },
      );
    });
  }

  it("invert-check touches nothing but the check, once each way", async () => {
    const site = { role: "primary" } as Site;
    const updates: unknown[] = [];
    const scene = {
      ...sceneOf({ speed: 10, requestIntervalSeconds: 10 }),
      invertCheck: (of: Site, isInverted: boolean) => void updates.push([of, isInverted]),
    };
    await faultNamed("invert-check").breakSite(site, scene);
    await faultNamed("invert-check").restore(site, scene);
    assert.deepEqual(updates, [
      [site, true],
      [site, false],
    ]);
  });

  // At 10 times real speed and an interval of 30 s: 2.5 s and 1.5 s around the limit of 2 s; 15 of 60 s.
  for (const [name, misbehavior] of [
    ["http-500", { kind: "reply", status: 500 }],
    ["redirect", { kind: "reply", status: 302, location: "/maintenance" }],
    ["wrong-body", { kind: "reply", status: 200 }],
    ["slow", { kind: "delay", delayMs: 250 }],
    ["slow-within-limit", { kind: "delay", delayMs: 150 }],
    ["flap", { kind: "reply", status: 500, rhythm: { badMs: 1500, goodMs: 4500 } }],
    ["packet-loss", { kind: "lose", share: 0.2 }],
  ] as const) {
    it(`${name} has the site serve wrongly, and then well again`, async () => {
      const told: (Misbehavior | null)[] = [];
      const misbehave = (order: Misbehavior | null) => Promise.resolve(void told.push(order));
      const site = { misbehave } as Site;
      const scene = sceneOf({ speed: 10, requestIntervalSeconds: 30 });
      await faultNamed(name).breakSite(site, scene);
      await faultNamed(name).restore(site, scene);
      assert.deepEqual(told, [misbehavior, null]);
    });
  }
});
