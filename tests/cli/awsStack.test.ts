import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStack, type StackParts } from "../../cli/awsStack";
import { UserError } from "../../cli/errors";
import { WrongStackError } from "../../cli/wrongStack";
import { fakeClients, refusing, type FakeAnswers } from "../drill/aws/fakeClients";
import { sampleTopology } from "../drill/aws/sampleTopology";
import { fakeSurroundings } from "./fakeSurroundings";

const topology = sampleTopology();
const caller = { accountId: "123456789012", arn: "arn:aws:iam::123456789012:user/alice" };
const identity = (accountId: string) => () => ({ Account: accountId, Arn: caller.arn });
const kept = () => ({ Body: { transformToString: () => Promise.resolve(JSON.stringify(topology)) } });

/** Opens the stack with AWS answering so; its program makes a switch. */
function opened(
  answers: FakeAnswers,
  change: { stack?: string; outputs?: string; signal?: AbortSignal } = {},
) {
  const { clients, calls, asked } = fakeClients(answers);
  const profiles: unknown[] = [];
  const { region, bucketName } = topology.operatorSwitch;
  const parts: StackParts = {
    awsClients: (options) => {
      profiles.push(options?.profile);
      return clients;
    },
    pulumiTopology: () => Promise.resolve(null),
    switchBucketOf: () => Promise.resolve({ region, bucketName, accountId: topology.accountId }),
  };
  const { signal, ...flags } = change;
  const surroundings = fakeSurroundings(signal ? { signal } : {});
  const request = { stack: "prod", profile: "observe", ...flags };
  const stack = openStack(request, surroundings, { mayAskPulumi: true }, parts);
  /** What was asked, all of which Ctrl-C can end. */
  const names = () => {
    assert.ok(calls.every(({ hasSignal }) => hasSignal));
    return asked();
  };
  return { stack, names, profiles };
}

describe("cli/awsStack", () => {
  let directory: string;
  let outputs: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), "outputs-"));
    outputs = join(directory, "outputs.json");
    writeFileSync(outputs, JSON.stringify({ topology }));
  });
  after(() => {
    rmSync(directory, { recursive: true });
  });

  it("takes the outputs, and asks the backup's region who is calling", async () => {
    const { stack, names, profiles } = opened({ GetCallerIdentity: identity("123456789012") }, { outputs });
    const { clients: _clients, ...found } = await stack;
    assert.deepEqual(found, { topology, from: outputs, caller });
    assert.deepEqual([names(), profiles], [["sts us-west-1 GetCallerIdentity"], ["observe"]]);
  });

  it("takes the copy beside the switch, all of it in the backup's region", async () => {
    const { stack, names } = opened({ GetCallerIdentity: identity("123456789012"), GetObject: kept });
    const { from } = await stack;
    assert.equal(from, `s3://${topology.operatorSwitch.bucketName}/topology.json`);
    assert.deepEqual(names(), [
      "sts us-west-1 GetCallerIdentity",
      "s3 us-west-1 GetObject",
      "sts us-west-1 GetCallerIdentity",
    ]);
  });

  it("refuses credentials of another account before it asks for anything else", async () => {
    const message =
      `the stack prod is in the account 123456789012, but the credentials are of 210987654321 (${caller.arn}).\n` +
      "Nothing was touched. Choose other credentials: --profile NAME, or AWS_PROFILE.";
    for (const change of [{}, { outputs }]) {
      const { stack, names } = opened({ GetCallerIdentity: identity("210987654321") }, change);
      await assert.rejects(stack, (error) => {
        assert.ok(error instanceof WrongStackError);
        assert.deepEqual([error.name, error.message], ["UserError", message]);
        return true;
      });
      assert.deepEqual(names(), ["sts us-west-1 GetCallerIdentity"]);
    }
  });

  it("tells outputs of another stack from those that cannot be had", async () => {
    const refusal = (change: { stack?: string; outputs?: string }, answers: FakeAnswers = {}) =>
      opened(answers, change).stack.then(
        () => assert.fail("it is not refused"),
        (error: unknown) => [error instanceof UserError, error instanceof WrongStackError],
      );
    assert.deepEqual(await refusal({ outputs, stack: "staging" }), [true, true]);
    assert.deepEqual(await refusal({ outputs: join(directory, "none.json") }), [true, false]);
    const unreachable = refusing("TimeoutError", "no route");
    const withoutBucket = { GetCallerIdentity: identity("123456789012"), GetObject: unreachable };
    assert.deepEqual(await refusal({}, withoutBucket), [true, false]);
  });

  it("tells why it is not known who is calling", async () => {
    const expired = refusing("ExpiredToken", "The security token included in the request is expired");
    const { stack } = opened({ GetCallerIdentity: expired }, { outputs });
    assert.deepEqual((await stack).caller, {
      problem: "ExpiredToken: The security token included in the request is expired",
    });
  });

  it("refuses outputs that are not there", async () => {
    const { stack } = opened({}, { outputs: join(directory, "none.json") });
    await assert.rejects(stack, { name: "UserError", message: /^ENOENT: no such file or directory/ });
  });

  it("ends when it is told to", async () => {
    const signal = AbortSignal.abort(new Error("stop"));
    const { stack } = opened({ GetCallerIdentity: identity("123456789012") }, { outputs, signal });
    await assert.rejects(stack, { name: "Error", message: "stop" });
  });
});
