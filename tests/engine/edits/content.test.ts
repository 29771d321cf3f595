import assert from "node:assert/strict";
import { Deployments } from "../harness/deployment";
import type { Project } from "../harness/project";
import type { StoredResource } from "../standIns/account";

/**
 * Proves under the real engine when content is put into the buckets, and that what is published afterwards stays.
 *
 * Does not prove what S3 makes of it: the provider is a stand-in, and replicates nothing.
 */
describe("content", () => {
  let deployments: Deployments;
  before(() => {
    deployments = new Deployments();
  });
  after(() => {
    deployments.dispose();
  });

  const objects = (project: Project) =>
    project.account.resources().filter(({ type }) => type === "aws:s3/bucketObjectv2:BucketObjectv2");

  it("is put there once replication is set up both ways, and that once both buckets keep versions", async () => {
    const project = await deployments.prod();
    const created = project.account.changes().map(({ resource }) => resource.name);
    const at = (name: string) => {
      assert.equal(created.includes(name), true, name);
      return created.indexOf(name);
    };
    const versioned = ["sync-primary-content-versioning", "sync-backup-content-versioning"].map(at);
    const replicated = ["sync-content-to-backup", "sync-content-to-primary"].map(at);
    const pages = ["sync-first-index.html", "sync-first-style.css"].map(at);
    assert.equal(Math.max(...versioned) < Math.min(...replicated), true);
    assert.equal(Math.max(...replicated) < Math.min(...pages), true);
    assert.equal(Math.max(...pages) < at("sync-first-current.json"), true);
  });

  it("that was published since stays, whatever page the program brings along by now", async () => {
    const project = await deployments.prod();
    const published = (object: StoredResource) => ({
      ...object,
      inputs: { ...object.inputs, content: '{"version":"0123456789ab","files":[]}' },
    });
    const current = objects(project).find(({ name }) => name === "sync-first-current.json");
    assert.ok(current);
    project.account.put(published(current));
    const before = objects(project);
    project.edit("site/files/index.html", "Slow Morning: things", "Slow Evening: things");
    const { engine } = deployments;
    for (const operation of ["up", "refresh", "up"] as const) {
      assert.equal((await engine.run(project, operation)).error, null);
      assert.deepEqual(objects(project), before);
    }
  });
});
