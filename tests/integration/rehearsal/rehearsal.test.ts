/**
 * What a rehearsal looks like from other processes, and what is left of one. The sites of a running rehearsal are known
 * by its journal, which each test keeps in a folder of its own.
 */
import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { LoopbackEndpoint } from "../../../rehearsal/loopback";
import { sweepLeftovers } from "../../../rehearsal/sites/journal";
import { identifyProcess } from "../../../rehearsal/sites/processIdentity";

type Sites = Readonly<Record<"primary" | "backup", LoopbackEndpoint>>;

const curlTimedOut = 28;

describe("a rehearsal in a process of its own", () => {
  let temporary: string;
  let rehearsing: ChildProcess;
  let sites: Sites;

  beforeEach(async () => {
    temporary = mkdtempSync(join(tmpdir(), "rehearsal-test-"));
    rehearsing = spawn(
      process.execPath,
      ["--require", require.resolve("ts-node/register/transpile-only"), join(__dirname, "rehearse.ts")],
      { env: { ...process.env, TMPDIR: temporary }, stdio: ["pipe", "pipe", "inherit"] },
    );
    const [line] = (await once(rehearsing.stdout!, "data")) as [Buffer];
    sites = JSON.parse(line.toString()) as Sites;
  });

  afterEach(async () => {
    rehearsing.kill("SIGKILL");
    await sweepLeftovers(journalFolder());
    rmSync(temporary, { recursive: true });
  });

  const journalFolder = () => join(temporary, `website-failover-${userInfo().uid}`);

  /** The ids of the site processes that are alive. */
  function siteProcesses(): number[] {
    const [name] = readdirSync(journalFolder());
    const [, ...lines] = readFileSync(join(journalFolder(), name!), "utf8").trim().split("\n");
    const pids = lines.map((line) => (JSON.parse(line) as { pid: number }).pid);
    return pids.filter((pid) => identifyProcess(pid) !== null);
  }

  function curl({ address, port }: LoopbackEndpoint) {
    const { status, stdout } = spawnSync(
      "curl",
      [
        "--silent",
        "--max-time",
        "2",
        "--write-out",
        "%{http_code} %{time_connect}",
        "--output",
        "/dev/null",
        `http://${address}:${port}/`,
      ],
      { encoding: "utf8" },
    );
    return { status, stdout };
  }

  it("lets curl hang on the connection to the stopped primary, and serves it from the backup", () => {
    // A connection that comes about has a time above 0.
    assert.deepEqual(curl(sites.primary), { status: curlTimedOut, stdout: "000 0.000000" });
    const backup = curl(sites.backup);
    assert.equal(backup.status, 0);
    assert.match(backup.stdout, /^200 0\.\d*[1-9]/);
  });

  it("ends by itself, with both sites, once it is stopped", async () => {
    const pids = siteProcesses();
    assert.equal(pids.length, 2);
    rehearsing.stdin!.end();
    const [code] = (await once(rehearsing, "exit")) as [number | null];
    assert.equal(code, 0);
    assert.deepEqual(
      pids.filter((pid) => identifyProcess(pid) !== null),
      [],
    );
    assert.deepEqual(readdirSync(journalFolder()), []);
  });

  it("leaves only the stopped site when it is killed, and the next sweep ends that", async () => {
    const ended = once(rehearsing, "exit");
    rehearsing.kill("SIGKILL");
    await ended;
    // The running site ends itself as soon as it sees that its parent is gone; the stopped one cannot.
    while (siteProcesses().length > 1) await setTimeout(10);
    await setTimeout(200);
    assert.equal(siteProcesses().length, 1);
    assert.deepEqual(curl(sites.primary), { status: curlTimedOut, stdout: "000 0.000000" });
    const [left] = siteProcesses();
    assert.equal(await sweepLeftovers(journalFolder()), 1);
    while (identifyProcess(left!) !== null) await setTimeout(10);
    assert.deepEqual(readdirSync(journalFolder()), []);
    assert.equal(await sweepLeftovers(journalFolder()), 0);
  });
});
