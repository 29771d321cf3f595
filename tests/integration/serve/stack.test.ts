/** The production stack, recorded and served before two real sites, as dig and unbound (Debian: unbound) see it. */
import assert from "node:assert/strict";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { startUnbound } from "../../../bench/unbound";
import { dig, served, type Served } from "./served";

const speed = 10;
const primaryAddress = "192.0.2.10";
const backupAddress = "192.0.2.186";
/** 20 s in Pulumi.prod.yaml. */
const wireTtlSeconds = 20 / speed;

describe("failover serve --stack prod", () => {
  const broken = new Set<string>();
  const sites: Server[] = [];
  let serving: Served;

  /** A site that is well until its address is in `broken`; returns the flag that puts it in the place of a real one. */
  async function mapped(address: string): Promise<string[]> {
    const site = createServer((_request, response) => {
      response.writeHead(broken.has(address) ? 503 : 200).end("status=ok");
    }).listen(0, "127.0.0.1");
    sites.push(site);
    await once(site, "listening");
    return ["--map", `${address}=127.0.0.1:${(site.address() as AddressInfo).port}`];
  }

  before(async () => {
    const maps = [...(await mapped(primaryAddress)), ...(await mapped(backupAddress))];
    serving = await served("--stack", "prod", "--speed", `${speed}`, "--seed", "1", ...maps);
  });

  after(async () => {
    for (const site of sites) site.close().closeAllConnections();
    assert.deepEqual(await serving.end("SIGINT"), { exitCode: 0, complaints: "" });
  });

  const soa =
    "example.com. 90 IN SOA ns.rehearsal.invalid. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400";
  const www = { status: "NOERROR", flags: "qr aa", records: [`www.example.com. 2 IN A ${primaryAddress}`] };
  const noData = { status: "NOERROR", flags: "qr aa", records: [soa] };
  const refused = { status: "REFUSED", flags: "qr", records: [] };
  for (const [words, expected] of [
    ["www.example.com A", www],
    ["+tcp www.example.com A", www],
    ["+noedns www.example.com A", www],
    ["+bufsize=512 www.example.com A", www],
    ["+subnet=203.0.113.0/24 www.example.com A", www],
    ["wWw.ExAmPlE.cOm A", { ...www, records: [`wWw.ExAmPlE.cOm. 2 IN A ${primaryAddress}`] }],
    ["www.example.com AAAA", noData],
    ["none.example.com A", { ...noData, status: "NXDOMAIN" }],
    ["+notcp www.example.com ANY", { ...www, records: ['www.example.com. 360 IN HINFO "RFC8482" ""'] }],
    ["version.bind CH TXT", refused],
    ["www.example.org A", refused],
  ] as const) {
    it(`answers dig ${words}`, async () => {
      assert.deepEqual(await dig(serving.dns, ...words.split(" ")), expected);
    });
  }

  it("lets unbound see the flip, and the way back, within the TTL and a second", async () => {
    const unbound = await startUnbound(serving.dns.port);
    assert.ok(unbound, "unbound is not installed (Debian: unbound).");
    try {
      await untilNamed(primaryAddress, unbound.port);
      for (const [change, expected] of [
        [() => broken.add(primaryAddress), backupAddress],
        [() => broken.delete(primaryAddress), primaryAddress],
      ] as const) {
        change();
        const { outcomes } = await serving.nextAnswer("www.example.com.");
        const changedAt = performance.now();
        assert.equal(outcomes[0]?.answers[0]?.data, expected);
        await untilNamed(expected, unbound.port);
        const tookSeconds = (performance.now() - changedAt) / 1000;
        // The last quarter is for the pause between two questions.
        assert.ok(tookSeconds <= wireTtlSeconds + 1 + 0.25, `${tookSeconds} s`);
      }
    } finally {
      await unbound.stop();
    }
  });
});

/** Asks a resolver on 127.0.0.1 for www.example.com until it names the address; fails after 30 s. */
async function untilNamed(address: string, port: number): Promise<void> {
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([`127.0.0.1:${port}`]);
  for (const startedAt = performance.now(); performance.now() - startedAt < 30_000;) {
    const addresses = await resolver.resolve4("www.example.com").catch((): string[] => []);
    if (addresses.includes(address)) return;
    await setTimeout(50);
  }
  assert.fail(`unbound has not named ${address} within 30 s.`);
}
