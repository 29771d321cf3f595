import assert from "node:assert/strict";
import { newLook } from "../../../../drill/aws/sights/look";
import { awsError } from "../fakeClients";

const never = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });

describe("drill/aws/sights/look", () => {
  it("keeps what is seen, and why something is not", async () => {
    const look = newLook(new AbortController().signal);
    const seen = await Promise.all([
      look.see("the sky", () => Promise.resolve("blue")),
      look.see("the bucket", () => Promise.reject(awsError("AccessDenied", "Access Denied"))),
      look.see("nothing", () => Promise.resolve(null)),
    ]);
    assert.deepEqual(seen, ["blue", null, null]);
    assert.deepEqual(look.unseen, ["the bucket: AccessDenied: Access Denied"]);
  });

  it("waits for no call longer than its limit", async () => {
    const look = newLook(new AbortController().signal, 5);
    assert.equal(await look.see("the bucket", never), null);
    assert.deepEqual(look.unseen, ["the bucket: took more than 5 ms"]);
  });

  it("ends every call when it is told to", async () => {
    const stop = new AbortController();
    const look = newLook(stop.signal);
    const seen = look.see("the bucket", never);
    stop.abort(new Error("stop"));
    assert.equal(await seen, null);
  });
});
