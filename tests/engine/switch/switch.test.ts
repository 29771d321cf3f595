import assert from "node:assert/strict";
import { Deployments } from "../harness/deployment";
import { silentMoments } from "../harness/nameThroughout";
import { type Project, seenByAll } from "../harness/project";
import { operationsOf } from "../harness/steps";

/**
 * Turns the operator's switch on, replaces its check and turns it off again, under the real engine.
 *
 * Proves the order: nothing comes to rely on a new check of the switch before its checkers have seen the switch off, and
 * where they do not, the PRIMARY record keeps the check that it has.
 */
describe("the operator's switch", () => {
  let deployments: Deployments;
  before(() => {
    deployments = new Deployments();
  });
  after(() => {
    deployments.dispose();
  });

  const withoutSwitch = { operatorSwitch: { enabled: false }, operations: { enabled: false } };
  const combined = "failover-primary-and-switch-check";
  const names = ["www.example.com"];

  /** The changes of checks and records that an update makes, with `?` where Route 53 is asked in between. */
  async function orderOf(project: Project) {
    const [before, asked] = [project.account.changes().length, project.account.changesBeforeQuestions()];
    const state = project.account.resources();
    const run = await deployments.engine.run(project, "up");
    const all = project.account.changes();
    const questions = new Set(project.account.changesBeforeQuestions().slice(asked.length));
    const order = all.flatMap(({ operation, resource: { type, name } }, index) => [
      ...(questions.has(index) ? ["?"] : []),
      ...(index >= before && type.startsWith("aws:route53/") ? [`${operation} ${name}`] : []),
    ]);
    assert.deepEqual(silentMoments(state, all.slice(before), names), []);
    return { run, order: [...order, ...(questions.has(all.length) ? ["?"] : [])] };
  }

  const inputsOf = (project: Project, name: string) =>
    project.account.resources().find((resource) => resource.name === name)?.inputs;
  const idsOf = (project: Project, name: string) =>
    project.account.resources().flatMap((resource) => (resource.name === name ? [resource.id] : []));

  it("is turned on: its check, the wait, the combined check, the record", async () => {
    const project = await deployments.prod(withoutSwitch);
    project.set("operatorSwitch", { enabled: true });
    const { run, order } = await orderOf(project);
    assert.equal(run.error, null);
    assert.deepEqual(order, [
      "create failover-switch-check",
      "?",
      `create ${combined}`,
      "update failover-primary",
    ]);
    assert.deepEqual([inputsOf(project, "failover-primary")?.["healthCheckId"]], idsOf(project, combined));
    const again = await deployments.engine.run(project, "up");
    assert.deepEqual([again.error, again.steps], [null, []]);
  });

  it("replaces its check: the new one, the wait, the combined check, then the old one goes", async () => {
    const project = await deployments.prod();
    project.set("healthCheck.requestIntervalSeconds", 30);
    project.set("rtoSeconds", 100);
    const { run, order } = await orderOf(project);
    assert.equal(run.error, null);
    const ofSwitch = order.filter((step) => step === "?" || /switch/.test(step));
    assert.deepEqual(ofSwitch, [
      "create failover-switch-check",
      "?",
      `update ${combined}`,
      "delete failover-switch-check",
    ]);
    assert.deepEqual(inputsOf(project, combined)?.["childHealthchecks"], [
      ...idsOf(project, "failover-primary-check"),
      ...idsOf(project, "failover-switch-check"),
    ]);
  });

  it("asks nobody when its own check stays", async () => {
    const project = await deployments.prod();
    project.set("healthCheck.measureLatency", true);
    const { run, order } = await orderOf(project);
    assert.equal(run.error, null);
    assert.deepEqual(
      order.filter((step) => step === "?" || step.includes(combined)),
      [`update ${combined}`],
    );
  });

  it("leaves the record alone when its checkers see the switch on, and goes on once they do not", async () => {
    const project = await deployments.prod(withoutSwitch);
    const record = inputsOf(project, "failover-primary");
    project.set("operatorSwitch", { enabled: true });
    project.suppose({ checkersSaw: seenByAll("Success: HTTP Status Code 200, OK") });
    const refused = await orderOf(project);
    assert.match(refused.run.error ?? "", /\[switch-seen-off\]/);
    assert.deepEqual(refused.order, ["create failover-switch-check", "?"]);
    assert.deepEqual(inputsOf(project, "failover-primary"), record);

    project.suppose({ checkersSaw: seenByAll("Failure: HTTP Status Code 403, Forbidden") });
    const { run, order } = await orderOf(project);
    assert.equal(run.error, null);
    assert.deepEqual(order, ["?", `create ${combined}`, "update failover-primary"]);
  });

  it("is turned off: the record first, then its checks and its bucket", async () => {
    const project = await deployments.prod({ protect: false, operations: { enabled: false } });
    project.set("operatorSwitch", { enabled: false });
    const { run, order } = await orderOf(project);
    assert.equal(run.error, null);
    assert.deepEqual(order, [
      "update failover-primary",
      `delete ${combined}`,
      "delete failover-switch-check",
    ]);
    assert.equal(operationsOf(run.steps)["Bucket switch-bucket"], "delete");
    assert.deepEqual(
      project.account.resources().filter(({ name }) => name.startsWith("switch-")),
      [],
    );
  });
});
