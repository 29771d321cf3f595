import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Deployments, linesOf } from "../harness/deployment";
import type { Project } from "../harness/project";

/** Proves that an edit which would be felt is refused unless it was asked for, before anything is touched. */
describe("an edit that would be felt", () => {
  let deployments: Deployments;
  before(() => {
    deployments = new Deployments();
  });
  after(() => {
    deployments.dispose();
  });

  const write = (what: string) =>
    `if that is meant, write ${what} for this one update and take it back afterwards [interrupt]`;
  const stops = `primary.instanceType: changes from "t3.small" to "t3.medium", which stops and starts the primary's instance`;
  const refused: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
    [{ "primary.instanceType": "t3.medium" }, `${stops}; ${write("interrupt: primary")}`],
    [
      { "primary.instanceType": "t3.medium", interrupt: "backup" },
      `${stops}; but interrupt is backup: one site in one update, so take this change back for now [interrupt]`,
    ],
    [
      { "backup.instanceType": "t4g.small" },
      `backup.instanceType: changes from "t3.small" to "t4g.small", which replaces the backup's instance; ${write("interrupt: backup")}`,
    ],
    [
      { "primary.generation": 2, "backup.generation": 2, interrupt: "backup" },
      "primary.generation: changes from 1 to 2, which replaces the primary's instance; but interrupt is backup: one site in one update, so take this change back for now [interrupt]",
    ],
    [
      { "backup.cidr": "10.21.0.0/16", interrupt: "backup" },
      `backup.cidr: changes from "10.20.0.0/16" to "10.21.0.0/16", which replaces the backup's network and instance, while its address stays; ${write("protect: false")}`,
    ],
    [
      { "backup.region": "us-east-2" },
      `backup.region: changes from "us-west-1" to "us-east-2", which replaces everything of the backup, its address too; ${write("interrupt: backup and protect: false")}`,
    ],
    [
      { "backup.availabilityZone": "us-west-1c" },
      `backup.availabilityZone: changes from "us-west-1a" to "us-west-1c", which replaces the backup's network and instance, while its address stays; ${write("interrupt: backup and protect: false")}`,
    ],
    [
      { hostname: "shop" },
      'hostname: changes from "www" to "shop", which takes www.example.com away at once, remembered as absent for up to 15 minutes; if that is meant, write acknowledgeRename: true for this one update and remove it afterwards [acknowledge-rename]',
    ],
  ];

  for (const [settings, line] of refused) {
    it(`${JSON.stringify(settings)} is refused by a preview`, async () => {
      const project = await deployments.prod();
      change(project, settings);
      const { error } = await deployments.engine.run(project, "preview");
      const said = linesOf(error).filter((one) => /^- .*\[(interrupt|acknowledge-rename)\]$/.test(one));
      assert.deepEqual([...new Set(said)], [`- ${line}`]);
    });
  }

  it("is refused by an update too, which leaves the account and the state's resources as they were", async () => {
    const project = await deployments.prod();
    const [changes, state] = [project.account.changes(), resourcesInState(project)];
    change(project, { "backup.region": "us-east-2" });
    const { error } = await deployments.engine.run(project, "up");
    assert.match(error ?? "", /Pulumi\.prod\.yaml has 1 change that would be felt/);
    assert.deepEqual(project.account.changes(), changes);
    assert.deepEqual(resourcesInState(project), state);
  });

  it("warns at every run of an interruption that was left in the file", async () => {
    const project = await deployments.prod();
    change(project, { interrupt: "backup" });
    const { warnings } = await deployments.engine.run(project, "preview");
    assert.deepEqual(warnings, [
      "interrupt: backup is set: the backup's instance is not protected, and an edit that stops or replaces it is carried out; remove the line after this update",
    ]);
  });

  it("is held back by protect alone when the regions are swapped and the guard is gone", async () => {
    const project = await deployments.prod();
    project.edit("index.ts", "  await guardSettings(stack);\n", "");
    project.edit("index.ts", "  await guardZones(stack, sites);\n", "");
    change(project, { "primary.region": "us-west-1", "backup.region": "us-east-1" });
    const changes = project.account.changes();
    const { error } = await deployments.engine.run(project, "preview");
    assert.match(error ?? "", /protect/);
    assert.deepEqual(project.account.changes(), changes);
  });
});

function change(project: Project, settings: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(settings)) project.set(key, value);
}

/** Ids and inputs of what the stack's state holds; times and versions of the engine change with every run. */
function resourcesInState({ backendDirectory, stack }: Project): unknown {
  const file = join(backendDirectory, ".pulumi/stacks/website-failover", `${stack}.json`);
  const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
    checkpoint: { latest: { resources: { urn: string; id?: string; inputs?: unknown }[] } };
  };
  return checkpoint.latest.resources.map(({ urn, id, inputs }) => ({ urn, id, inputs }));
}
