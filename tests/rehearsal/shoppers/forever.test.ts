import assert from "node:assert/strict";
import type { Resolution } from "../../../rehearsal/dns/resolver";
import { resolveOnce } from "../../../rehearsal/shoppers/forever";

const www = { name: "www.example.com.", type: "A" };
const nowhere: Resolution = { rcode: "SERVFAIL", addresses: [], wireTtlSeconds: null };
const at = (address: string): Resolution => ({
  rcode: "NOERROR",
  addresses: [address],
  wireTtlSeconds: 1,
});

describe("resolveOnce", () => {
  it("asks until it gets an address, and never again", async () => {
    const answers = [nowhere, at("192.0.2.10"), at("198.51.100.20")];
    const resolve = resolveOnce(() => Promise.resolve(answers.shift()!));
    assert.deepEqual(await resolve(www), nowhere);
    for (let visit = 0; visit < 3; visit += 1) assert.deepEqual(await resolve(www), at("192.0.2.10"));
    assert.deepEqual(answers, [at("198.51.100.20")]);
  });
});
