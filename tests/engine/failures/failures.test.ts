import assert from "node:assert/strict";
import { Engine } from "../harness/engine";
import { silentMoments } from "../harness/nameThroughout";
import { Project } from "../harness/project";
import { resourceTypes } from "../standIns/resourceTypes";

/**
 * Proves that an update which fails at any kind of resource is finished by the next one, with nothing made twice and
 * nothing left over.
 */

const demanded = /InternalFailure: the test asked for this failure/;

/** Those of the kinds whose creation failed; the engine's report shortens `aws:ec2/vpc:Vpc` to `aws:ec2:Vpc`. */
function kindsThatFailed(report: string, kinds: readonly string[]): string[] {
  const lines = report.matchAll(/^ {2}(\S+) \(\S+\):\n {4}error: InternalFailure/gm);
  const short = new Set([...lines].map(([, kind]) => kind));
  return kinds.filter((kind) => short.has(kind.replace(/\/\w+/, "")));
}

describe("an update that fails midway", () => {
  let engine: Engine;
  let project: Project;
  before(() => {
    engine = new Engine();
  });
  beforeEach(() => {
    project = Project.of("prod");
  });
  afterEach(() => {
    project.remove();
  });
  after(() => {
    engine.dispose();
  });

  const countByName = () => {
    const counts = new Map<string, number>();
    for (const { type, name } of project.account.resources()) {
      const title = `${type} ${name}`;
      counts.set(title, (counts.get(title) ?? 0) + 1);
    }
    return counts;
  };

  it("is finished by the next, at whatever kind of resource each of them fails", async () => {
    project.set("zone", { create: true });
    project.set("drills.enabled", true);
    project.set("operatorSwitch.auditTrail", true);
    const toFail = new Set(Object.keys(resourceTypes));
    while (toFail.size > 0) {
      project.suppose({ failures: [...toFail].map((type) => ({ operation: "create", type })) });
      const { error } = await engine.run(project, "up");
      const failed = kindsThatFailed(error ?? "", [...toFail]);
      assert.notDeepEqual(failed, [], error ?? `none of ${[...toFail].join(", ")} was made`);
      assert.deepEqual(
        project.account.resources().filter(({ type }) => toFail.has(type)),
        [],
      );
      for (const type of failed) toFail.delete(type);
    }
    project.suppose({ failures: [] });
    assert.equal((await engine.run(project, "up")).error, null);
    assert.equal(Math.max(...countByName().values()), 1);
    const creations = project.account.changes().filter(({ operation }) => operation === "create");
    assert.equal(creations.length, project.account.resources().length);
    assert.deepEqual((await engine.run(project, "up")).steps, []);
  }).timeout(600_000);

  it("is finished by the next where AWS made the resource and failed afterwards", async () => {
    const kindsToFail = [
      ...["aws:ec2/eip:Eip", "aws:route53/healthCheck:HealthCheck", "aws:route53/record:Record"],
      "aws:ec2/instance:Instance",
    ];
    for (const [round, type] of kindsToFail.entries()) {
      const later = kindsToFail
        .slice(round + 1)
        .map((other) => ({ operation: "create" as const, type: other }));
      project.suppose({ failures: [{ operation: "create", type, isPartial: true }, ...later] });
      assert.match((await engine.run(project, "up")).error ?? "", demanded);
      assert.equal(
        project.account.resources().some((resource) => resource.type === type),
        true,
      );
    }
    project.suppose({ failures: [] });
    assert.equal((await engine.run(project, "up")).error, null);
    assert.equal(Math.max(...countByName().values()), 1);
  }).timeout(300_000);

  for (const [operation, type] of [
    ["update", "aws:route53/record:Record"],
    ["delete", "aws:route53/healthCheck:HealthCheck"],
  ] as const) {
    it(`answers all the while when the ${operation} of a ${type} fails in a replacement of the checks`, async () => {
      await engine.run(project, "up");
      const before = project.account.resources();
      const changesBefore = project.account.changes().length;
      project.set("healthCheck.requestIntervalSeconds", 30);
      project.set("rtoSeconds", 100);
      project.suppose({ failures: [{ operation, type }] });
      assert.match((await engine.run(project, "up")).error ?? "", demanded);
      project.suppose({ failures: [] });
      assert.equal((await engine.run(project, "up")).error, null);
      assert.equal(Math.max(...countByName().values()), 1);
      const changes = project.account.changes().slice(changesBefore);
      assert.deepEqual(silentMoments(before, changes, ["www.example.com"]), []);
      assert.deepEqual((await engine.run(project, "up")).steps, []);
    });
  }
});
