import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { newConduct, type Conduct, type Misbehavior } from "../../../rehearsal/sites/misbehavior";

describe("newConduct", () => {
  let conduct: Conduct;
  let server: Server;

  beforeEach(async () => {
    conduct = newConduct((_request, response) => response.end("well"), { "X-Site": "primary" });
    server = createServer(conduct.listener).listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  afterEach(() => {
    server.close().closeAllConnections();
  });

  /** A page on a connection of its own. */
  async function get(signal: AbortSignal | null = null) {
    const { port } = server.address() as AddressInfo;
    const headers = { connection: "close" };
    const response = await fetch(`http://127.0.0.1:${port}/`, { redirect: "manual", headers, signal });
    const { status } = response;
    return { status, location: response.headers.get("location"), body: await response.text() };
  }

  const well = { status: 200, location: null, body: "well" };
  const blank = { status: 500, location: null, body: "" };

  const longMs = 600_000;
  const failing = { kind: "reply", status: 500 } as const;
  for (const [name, misbehavior, expected] of [
    ["a wrong status", failing, blank],
    [
      "a redirect",
      { kind: "reply", status: 302, location: "/other" },
      { status: 302, location: "/other", body: "" },
    ],
    ["a blank page", { kind: "reply", status: 200 }, { ...well, body: "" }],
    ["the bad part of a rhythm", { ...failing, rhythm: { badMs: longMs, goodMs: 1 } }, blank],
    ["the good part of a rhythm", { ...failing, rhythm: { badMs: 0, goodMs: longMs } }, well],
    ["no lost connection", { kind: "lose", share: 0 }, well],
  ] as const satisfies readonly (readonly [
    string,
    Misbehavior,
    { readonly status: number; readonly location: string | null; readonly body: string },
  ])[]) {
    it(`gives ${name}, and serves well before and after`, async () => {
      assert.deepEqual(await get(), well);
      conduct.misbehave(misbehavior);
      assert.deepEqual(await get(), expected);
      conduct.misbehave(null);
      assert.deepEqual(await get(), well);
    });
  }

  it("names its site in a wrong reply too", async () => {
    conduct.misbehave(failing);
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`);
    assert.equal(response.headers.get("x-site"), "primary");
  });

  it("serves late, not before the delay", async () => {
    conduct.misbehave({ kind: "delay", delayMs: 50 });
    const startedAtMs = performance.now();
    assert.deepEqual(await get(), well);
    // Node's timers are whole milliseconds and may fire up to one early.
    assert.ok(performance.now() - startedAtMs >= 49);
  });

  it("never answers a lost connection", async () => {
    conduct.misbehave({ kind: "lose", share: 1 });
    await assert.rejects(get(AbortSignal.timeout(200)), { name: "TimeoutError" });
  });
});
