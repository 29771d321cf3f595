import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { journalKey } from "../../../drill/aws/journal";
import type { AwsTopology } from "../../../drill/aws/topology";
import { openJournal } from "../../drill/aws/sampleDrill";
import type { AwsState } from "../../support/aws/awsState";
import type { Disturbance } from "../../support/aws/disturbance";
import { runFailover, type Ended } from "../../support/aws/runFailover";
import { startAwsWorld, type AwsWorld } from "../../support/aws/world";
import { everybodyIsAt, everyCheckerPasses, instanceState, until } from "./shopSights";

/**
 * Breaks the surroundings of a drill on purpose. Either it refuses with a clear message and has touched nothing, or
 * everything is restored, or it says what is left and how to put it right.
 */
describe("failover drill in broken surroundings", function () {
  this.timeout(240_000);

  let world: AwsWorld;
  let state: AwsState;
  before(async () => {
    world = await startAwsWorld({ speed: 10 });
  });
  beforeEach(async () => {
    state = await world.stateOf();
  });
  after(() => world.stop());

  const run = (args: readonly string[], outputs = world.outputsFile) =>
    runFailover([...args, "--outputs", outputs], world);
  const drill = (fault: string, outputs?: string) =>
    run(["drill", "--fault", fault, "--confirm", "www.example.com", ...world.flags], outputs);

  const assertUntouched = async (): Promise<void> => {
    assert.deepEqual(await world.stateOf(), state);
  };
  const assertRestored = async (): Promise<void> => {
    const { journal: _before, ...expected } = state;
    const { journal: _after, ...found } = await world.stateOf();
    assert.deepEqual(found, expected);
  };
  const said = ({ stdout, stderr }: Ended) => `${stdout}\n${stderr}`;
  const assertSays = (ended: Ended, code: number, message: RegExp): void => {
    assert.equal(ended.code, code, said(ended));
    assert.match(said(ended), message);
  };

  /** The stack's outputs with something else in them. */
  const outputsWith = (change: (topology: AwsTopology) => object): string => {
    const { topology } = JSON.parse(readFileSync(world.outputsFile, "utf8")) as { topology: AwsTopology };
    const file = `${world.outputsFile}.changed.json`;
    writeFileSync(file, JSON.stringify({ topology: change(topology) }));
    return file;
  };

  it("refuses a protected stack that nobody has confirmed", async () => {
    const { ended } = run(["drill", ...world.flags]);
    assertSays(await ended, 2, /If that is meant: --confirm www\.example\.com/);
    await assertUntouched();
  });

  it("refuses credentials of another account", async () => {
    const outputs = outputsWith((topology) => ({ ...topology, accountId: "210987654321" }));
    assertSays(await drill("block-http", outputs).ended, 2, /210987654321/);
    await assertUntouched();
  });

  it("refuses a topology of an older deployment", async () => {
    const outputs = outputsWith(({ sites: [primary, backup], ...topology }) => ({
      ...topology,
      sites: [{ ...primary, instanceId: "i-0123456789abcdef0" }, backup],
    }));
    assertSays(await drill("block-http", outputs).ended, 1, /\[topology-current\]/);
    await assertUntouched();
  });

  it("refuses while another drill is open", async () => {
    const { operatorSwitch, accountId } = world.topology;
    assert.ok(operatorSwitch);
    const { sdk, client } = world.clients.s3(operatorSwitch.region);
    const object = { Bucket: operatorSwitch.bucketName, Key: journalKey };
    const journal = { ...openJournal("block-http"), accountId };
    await client.send(new sdk.PutObjectCommand({ ...object, Body: JSON.stringify(journal) }));
    const ended = await drill("block-http").ended;
    await client.send(new sdk.DeleteObjectCommand(object));
    assertSays(ended, 1, /\[no-other-drill\]/);
    await assertUntouched();
  });

  it("refuses when a name server does not answer", async () => {
    const dead = world.flags.map((flag, at) =>
      world.flags[at - 1] === "--name-server" ? "127.0.0.1:9" : flag,
    );
    const args = ["drill", "--fault", "block-http", "--confirm", "www.example.com", ...dead];
    assertSays(await run(args).ended, 1, /\[primary-answers\]/);
    await assertUntouched();
  });

  it("refuses while the backup is unhealthy", async () => {
    const [, backup] = world.topology.sites;
    await world.setServer("backup", false);
    const ended = await drill("block-http").ended;
    await world.setServer("backup", true);
    assertSays(ended, 1, /\[backup-healthy\]/);
    await assertUntouched();
    await everyCheckerPasses(world, backup);
  });

  it("refuses credentials that have expired", async () => {
    const end = world.disturb({ kind: "expiredCredentials" });
    const ended = await drill("block-http").ended;
    end();
    assertSays(ended, 1, /expired/i);
    await assertUntouched();
  });

  it("refuses credentials that may stop the primary and not start it again", async () => {
    const end = world.disturb({ kind: "noRights", operations: ["ec2:StartInstances"] });
    const ended = await drill("stop-instance").ended;
    end();
    assertSays(ended, 1, /these credentials may not undo it\. \[rights\]/);
    await assertUntouched();
  });

  it("refuses when AWS answers with pages of an error", async () => {
    const end = world.disturb({ kind: "serverErrorPage", operations: ["ec2:DescribeInstances"] });
    const ended = await drill("block-http").ended;
    end();
    assertSays(ended, 1, /The primary's instance cannot be seen/);
    await assertUntouched();
  });

  it("refuses to stop an instance that is stopped", async () => {
    const [primary] = world.topology.sites;
    const { sdk, client } = world.clients.ec2(primary.region);
    const ids = { InstanceIds: [primary.instanceId] };
    await client.send(new sdk.StopInstancesCommand(ids));
    await until(world, "it is stopped", async () => (await instanceState(world, primary)) === "stopped");
    const ended = await drill("stop-instance").ended;
    await client.send(new sdk.StartInstancesCommand(ids));
    assertSays(ended, 1, /\[primary-running\]/);
    await everybodyIsAt(world, primary);
    await everyCheckerPasses(world, primary);
    await assertUntouched();
  });

  /** Lets the trouble begin once the fault has taken hold. */
  const drillInto = async (fault: string, trouble: Disturbance) => {
    const drilled = drill(fault);
    await drilled.written(`fault: ${fault} on the primary`);
    const end = world.disturb(trouble);
    return { end, ended: await drilled.ended };
  };

  it("restores though AWS refuses every call for 20 s from then on, because of too many", async () => {
    const drilled = drill("block-http");
    await drilled.written("Undoing the fault");
    const end = world.disturb({ kind: "throttled" });
    await setTimeout(20_000);
    assert.doesNotMatch(drilled.printed(), /Watching everyone come home/);
    end();
    const ended = await drilled.ended;
    assert.notEqual(ended.code, 3, said(ended));
    assert.match(ended.stdout, /Watching everyone come home/);
    await assertRestored();
  });

  for (const [title, fault, trouble, message] of [
    [
      "credentials that expire during the drill",
      "block-http",
      { kind: "expiredCredentials", operations: ["ec2:ModifySecurityGroupRules"] },
      /aws ec2 modify-security-group-rules/,
    ],
    [
      "a start that is refused for want of capacity",
      "stop-instance",
      { kind: "noCapacity", operations: ["ec2:StartInstances"] },
      /aws ec2 start-instances/,
    ],
  ] as const) {
    it(`says what to do by hand after ${title}, and restores once it can`, async () => {
      const { end, ended } = await drillInto(fault, trouble);
      end();
      assertSays(ended, 3, message);
      assert.match(said(ended), /The schedule website-failover-prod-undo-\S+ tries it at /);
      const restored = await run(["restore"]).ended;
      assertSays(restored, 0, /^restored prod from /);
      await assertRestored();
      await everybodyIsAt(world, world.topology.sites[0]);
    });
  }
});
