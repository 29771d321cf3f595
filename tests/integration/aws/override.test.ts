import assert from "node:assert/strict";
import { runFailover } from "../../support/aws/runFailover";
import { startAwsWorld, type AwsWorld } from "../../support/aws/world";
import { everybodyIsAt } from "./shopSights";

/** Turns the switch of the recorded prod stack by the command itself, and looks at the stack by the other. */
describe("failover override and status", function () {
  this.timeout(120_000);

  let world: AwsWorld;
  before(async () => {
    world = await startAwsWorld({ speed: 10 });
  });
  after(() => world.stop());

  const run = (...args: readonly string[]) =>
    runFailover([...args, "--outputs", world.outputsFile, ...world.flags], world).ended;

  it("finds a whole stack well", async () => {
    const { code, stdout, stderr } = await run("status");
    assert.equal(code, 0, `${stdout}\n${stderr}`);
    assert.match(stdout, /WELL: everything is healthy, and known\.\n$/);
  });

  it("sends everybody to the backup without a word to us-east-1, and says who has", async () => {
    const asked = world.calls.length;
    const { code, stdout, stderr } = await run("override", "on", "--reason", "a fire", "--for", "2h");
    assert.equal(code, 0, `${stdout}\n${stderr}`);
    assert.deepEqual(
      world.calls.slice(asked).filter(({ region }) => region !== "us-west-1"),
      [],
    );
    assert.equal((await world.stateOf()).isSwitchOn, true);
    await everybodyIsAt(world, world.topology.sites[1]);
    const status = await run("override", "status");
    assert.match(status.stdout, /a fire/);
  });

  it("refuses a drill meanwhile", async () => {
    const { code, stdout } = await run("drill", "--confirm", "www.example.com");
    assert.equal(code, 1);
    assert.match(stdout, /REFUSED: nothing was touched\./);
  });

  it("sends everybody home", async () => {
    const { code, stdout, stderr } = await run("override", "off");
    assert.equal(code, 0, `${stdout}\n${stderr}`);
    assert.equal((await world.stateOf()).isSwitchOn, false);
    await everybodyIsAt(world, world.topology.sites[0]);
  });
});
