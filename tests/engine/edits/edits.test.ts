import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { Deployments } from "../harness/deployment";
import { silentMoments } from "../harness/nameThroughout";
import type { Project } from "../harness/project";
import { operationsOf, stopsOf } from "../harness/steps";
import { type Edit, spelledOut } from "./edit";
import { edits } from "./table";

/**
 * Makes every edit of the table to a deployed prod, under the real engine.
 *
 * Proves which resources an edit creates, changes, replaces and deletes, in which order where DNS is concerned, and
 * which site it takes down. Does not prove that AWS accepts it: the providers are stand-ins.
 */
describe("an edit of a deployed stack", () => {
  let deployments: Deployments;
  before(() => {
    deployments = new Deployments();
  });
  after(() => {
    deployments.dispose();
  });

  for (const edit of edits) {
    it(`${edit.by}: ${edit.title}`, async () => {
      const project = await deployments.prod(edit.deployed);
      makeEdit(project, edit);
      const before = { resources: project.account.resources(), changes: project.account.changes().length };
      const { engine } = deployments;
      const plan = await engine.run(project, edit.by);
      assert.equal(plan.error, null);
      assert.deepEqual(operationsOf(plan.steps), spelledOut(edit.operations));
      assert.deepEqual(stopsOf(plan.steps), edit.stops);
      const changes = project.account.changes().slice(before.changes);
      assert.deepEqual(silentMoments(before.resources, changes, namesOf(edit)), []);
      if (edit.by === "preview") {
        assert.deepEqual(changes, []);
        return;
      }
      const stopped = changes.filter(({ isOutage }) => isOutage).map(({ resource }) => resource.site);
      assert.deepEqual([...new Set(stopped)].sort(), edit.stops);
    });
  }

  it("raises a generation: current AMI and bootstrap, in spite of ignoreChanges, on the same interface", async () => {
    const project = await deployments.prod();
    const instance = (site: string) =>
      project.account.resources().find(({ name }) => name === `${site}-instance`);
    const [primary, old] = [instance("primary"), instance("backup")];
    project.set("backup.generation", 2);
    project.set("interrupt", "backup");
    project.suppose({ amiRelease: "2026.02" });
    project.edit("site/files/index.html", "Slow Morning: things", "Slow Evening: things");
    assert.equal((await deployments.engine.run(project, "up")).error, null);
    const made = instance("backup");
    assert.deepEqual(instance("primary"), primary);
    assert.notEqual(made?.inputs["ami"], old?.inputs["ami"]);
    assert.match(frontPageOf(old?.inputs["userData"]), /Slow Morning: things/);
    assert.match(frontPageOf(made?.inputs["userData"]), /Slow Evening: things/);
    assert.deepEqual(made?.inputs["primaryNetworkInterface"], old?.inputs["primaryNetworkInterface"]);
  });
});

function makeEdit(project: Project, { settings = {}, source, account = {} }: Edit): void {
  for (const [key, value] of Object.entries(settings)) project.set(key, value);
  if (source) project.edit(source.file, source.from, source.to);
  project.suppose(account);
}

/** The front page that an instance brings along: its bootstrap has it compressed, in YAML 1.1 as cloud-init reads it. */
function frontPageOf(userData: unknown): string {
  const { write_files: files } = parse(String(userData), { version: "1.1" }) as {
    readonly write_files: readonly { readonly path: string; readonly content: string }[];
  };
  const packed = files.find(({ path }) => path.endsWith("/www/index.html"))?.content ?? "";
  return gunzipSync(Buffer.from(packed, "base64")).toString();
}

/** The name that fails over, and the one that it is to get. */
function namesOf({ settings = {} }: Edit): string[] {
  const { hostname } = settings;
  return ["www.example.com", ...(typeof hostname === "string" ? [`${hostname}.example.com`] : [])];
}
