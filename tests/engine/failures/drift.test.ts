import assert from "node:assert/strict";
import { Engine } from "../harness/engine";
import { Project } from "../harness/project";
import { operationsOf } from "../harness/steps";
import type { StoredResource } from "../standIns/account";

/** Proves that what somebody changed or deleted by hand in Route 53 is seen by a refresh and put right by an update. */

const drifts: readonly { name: string; change: StoredResource["inputs"] }[] = [
  { name: "failover-primary-address", change: { ttl: 3600 } },
  {
    name: "failover-primary",
    change: { healthCheckId: undefined },
  },
  { name: "failover-primary-check", change: { invertHealthcheck: true } },
  { name: "failover-backup-check", change: { disabled: true } },
  { name: "failover-zone", change: { comment: "edited by hand" } },
];

describe("a change by hand in Route 53", () => {
  let engine: Engine;
  let project: Project;
  before(() => {
    engine = new Engine();
  });
  beforeEach(async () => {
    project = Project.of("prod");
    project.set("zone", { create: true });
    assert.equal((await engine.run(project, "up")).error, null);
  });
  afterEach(() => {
    project.remove();
  });
  after(() => {
    engine.dispose();
  });

  const named = (wanted: string): StoredResource => {
    const found = project.account.resources().find(({ name }) => name === wanted);
    assert.ok(found, wanted);
    return found;
  };

  it("of any setting is shown by a refreshing preview and mended by refresh and update", async () => {
    const before = project.account.resources();
    for (const { name, change } of drifts) {
      const resource = named(name);
      project.account.put({ ...resource, inputs: { ...resource.inputs, ...change } });
    }
    const { steps } = await engine.run(project, "previewRefresh");
    assert.deepEqual(operationsOf(steps), {
      "HealthCheck failover-backup-check": "update",
      "HealthCheck failover-primary-check": "update",
      "Record failover-primary": "update",
      "Record failover-primary-address": "update",
      "Zone failover-zone": "update",
    });
    assert.equal((await engine.run(project, "refresh")).error, null);
    assert.equal((await engine.run(project, "up")).error, null);
    assert.deepEqual(project.account.resources(), before);
  });

  it("that deletes records and a check is shown and mended", async () => {
    const before = project.account.resources().map(({ type, name }) => `${type} ${name}`);
    for (const name of ["failover-backup", "failover-backup-address", "failover-backup-check"])
      project.account.remove(named(name));
    const { steps } = await engine.run(project, "previewRefresh");
    assert.deepEqual(operationsOf(steps), {
      "BucketObjectv2 switch-topology": "update",
      "Dashboard monitoring-dashboard": "update",
      "HealthCheck failover-backup-check": "create",
      "MetricAlarm monitoring-backup-unhealthy": "update",
      "Record failover-backup": "create",
      "Record failover-backup-address": "create",
      "RolePolicy operations-drill-role-policy": "update",
      "RolePolicy operations-observe-role-policy": "update",
    });
    assert.equal((await engine.run(project, "refresh")).error, null);
    assert.equal((await engine.run(project, "up")).error, null);
    const after = project.account.resources().map(({ type, name }) => `${type} ${name}`);
    assert.deepEqual(after.sort(), before.sort());
  });
});
