import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { TopologySite } from "../../../recording/topology";
import { loopbackAddresses, type LoopbackEndpoint } from "../../../rehearsal/loopback";
import { openJournal, type Journal } from "../../../rehearsal/sites/journal";
import { startSite, type Site } from "../../../rehearsal/sites/site";
import { untilServed } from "../../../rehearsal/sites/untilServed";
import { shopTopology } from "../../support/shopTopology";

const [primary] = shopTopology.sites as [TopologySite];

function getStatus({ address, port }: LoopbackEndpoint): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: address, port, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

async function connected({ address, port }: LoopbackEndpoint): Promise<Socket> {
  const socket = connect({ host: address, port });
  await once(socket, "connect");
  return socket;
}

describe("a site", function () {
  // Starting a process takes a while on a busy machine.
  this.timeout(30_000);

  let folder: string;
  let journal: Journal;
  let address: string;
  let site: Site;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "site-test-"));
    journal = openJournal(folder);
    address = (await loopbackAddresses())();
    site = await startSite({ ...primary, openPorts: [80, 8080] }, address, journal);
  });

  after(async () => {
    await site.close();
    journal.close();
    rmSync(folder, { recursive: true });
  });

  it("leads a process group of its own, so that no Ctrl-C in the terminal ends it, not while it starts either", async () => {
    const pids: number[] = [];
    const noting = { ...journal, record: (pid: number) => void pids.push(pid) };
    const starting = startSite(primary, (await loopbackAddresses())(), noting);
    const [pid] = pids;
    // A signal to a group reaches the processes of that group alone; 0 only asks whether there is such a group.
    assert.equal(process.kill(-pid!, 0), true);
    await (await starting).close();
  });

  it("takes no connection while it is blocked, though its process lives, and serves again after", async () => {
    const endpoint = site.ports.get(80)!;
    await site.block();
    const attempt = connect({ host: endpoint.address, port: endpoint.port });
    await setTimeout(200);
    assert.equal(attempt.connecting, true);
    attempt.destroy();
    site.unblock();
    await untilServed(endpoint);
    assert.equal(await getStatus(endpoint), 200);
  });

  it("serves wrongly when it is told to, until it is told to serve well", async () => {
    const endpoint = site.ports.get(8080)!;
    await site.misbehave({ kind: "reply", status: 503 });
    assert.equal(await getStatus(endpoint), 503);
    await site.misbehave(null);
    assert.equal(await getStatus(endpoint), 200);
  });

  it("serves the shop at its own address, a port for each open one", async () => {
    assert.deepEqual([...site.ports.keys()], [80, 8080]);
    for (const endpoint of site.ports.values()) {
      assert.equal(endpoint.address, address);
      assert.equal(await getStatus(endpoint), 200);
    }
  });

  it("hangs while it is frozen, on every port, and answers again when it has thawed", async () => {
    const held = (await connected(site.ports.get(80)!)).on("error", () => undefined);
    held.on("data", () => assert.fail("a stopped machine sends nothing"));
    await site.freeze();
    held.write("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
    const attempts = Array.from(site.ports.values(), ({ address: host, port }) =>
      connect({ host, port }).on("error", () => undefined),
    );
    await setTimeout(100);
    for (const attempt of attempts) assert.equal(attempt.connecting, true);
    held.removeAllListeners("data");
    const answered = once(held, "data");
    site.thaw();
    await answered;
    for (const endpoint of site.ports.values()) assert.equal(await getStatus(endpoint), 200);
    for (const socket of [held, ...attempts]) socket.destroy();
  });

  it("refuses once it is killed, resets what was open, and comes back at the same place", async () => {
    const endpoint = site.ports.get(80)!;
    const held = await connected(endpoint);
    const cutOff = new Promise((resolve) => held.on("error", () => undefined).on("close", resolve));
    await site.kill();
    await cutOff;
    await assert.rejects(getStatus(endpoint), { code: "ECONNREFUSED" });
    await site.revive();
    assert.equal(await getStatus(endpoint), 200);
  });

  it("says why it does not start", async () => {
    // TEST-NET-1 (RFC 5737) is nobody's address, so it cannot be bound.
    await assert.rejects(startSite(primary, "192.0.2.10", journal), {
      message: /^The site at 192\.0\.2\.10 did not start: Error: listen EADDRNOTAVAIL/,
    });
  });

  // The last of these tests: the site is over then.
  it("ends with everything that was held, frozen or not, and may end twice", async () => {
    const endpoint = site.ports.get(80)!;
    await site.freeze();
    await site.close();
    await site.close();
    await assert.rejects(getStatus(endpoint), { code: "ECONNREFUSED" });
  });
});
