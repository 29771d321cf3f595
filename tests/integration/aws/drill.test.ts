import assert from "node:assert/strict";
import { awsFaultNames } from "../../../drill/aws/faults";
import type { AwsState } from "../../support/aws/awsState";
import { runFailover } from "../../support/aws/runFailover";
import { startAwsWorld, type AwsWorld } from "../../support/aws/world";

/**
 * Drills the recorded prod stack by the command itself, through the real SDK, HTTP and DNS: each fault passes, and what
 * it has touched is afterwards what it was.
 */
describe("failover drill", function () {
  this.timeout(180_000);

  let world: AwsWorld;
  let asDeployed: AwsState;
  before(async () => {
    world = await startAwsWorld({ speed: 10 });
    asDeployed = await world.stateOf();
  });
  after(() => world.stop());

  const flags = (...more: readonly string[]) => [
    ...more,
    ...["--outputs", world.outputsFile, ...world.flags],
  ];

  for (const fault of awsFaultNames) {
    it(`passes with ${fault}, and leaves everything as it was`, async () => {
      const args = flags("drill", "--fault", fault, "--confirm", "www.example.com");
      const { code, stdout, stderr } = await runFailover(args, world).ended;
      assert.equal(code, 0, `${stdout}\n${stderr}`);
      const { journal, ...after } = await world.stateOf();
      const { journal: _none, ...before } = asDeployed;
      assert.deepEqual(after, before);
      assert.ok(journal);
    });
  }
});
