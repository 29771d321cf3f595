import assert from "node:assert/strict";
import { loggedClients, type AwsCall } from "../../../drill/aws/callLog";
import type { AwsClients } from "../../../drill/aws/clients";

type Handler = (given: unknown) => Promise<unknown>;
type Middleware = (next: Handler, context: object) => Handler;

describe("drill/aws/callLog", () => {
  it("tells each call once, however it ends and however often the client is asked for", async () => {
    const stack: Middleware[] = [];
    const service = { sdk: {}, client: { middlewareStack: { add: (each: Middleware) => stack.push(each) } } };
    const clients = new Proxy({}, { get: () => () => service }) as AwsClients;
    const calls: AwsCall[] = [];
    const logged = loggedClients(
      clients,
      () => new Date("2026-11-23T12:00:00Z"),
      (call) => calls.push(call),
    );
    assert.equal(logged.ec2("us-east-1"), logged.ec2("us-east-1"));
    assert.equal(stack.length, 1);
    const context = { clientName: "EC2Client", commandName: "StopInstancesCommand" };
    const answer = { output: { $metadata: { requestId: "r-1" } } };
    assert.equal(await stack[0]!(() => Promise.resolve(answer), context)({}), answer);
    const denied = Object.assign(new Error("denied"), {
      name: "UnauthorizedOperation",
      $metadata: { requestId: "r-2" },
    });
    const lost = Object.assign(new Error("lost"), { name: "TimeoutError" });
    for (const error of [denied, lost])
      await assert.rejects(stack[0]!(() => Promise.reject(error), context)({}), error);
    const call = { service: "EC2", operation: "StopInstances", at: "2026-11-23T12:00:00.000Z" };
    assert.deepEqual(calls, [
      { ...call, requestId: "r-1", error: null },
      { ...call, requestId: "r-2", error: "UnauthorizedOperation" },
      { ...call, requestId: null, error: "TimeoutError" },
    ]);
  });
});
