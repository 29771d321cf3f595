/** A site of the topology, alive: a child process that serves its pages at a loopback address of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { buildSync } from "esbuild";
import type { SiteRole, TopologySite } from "../../recording/topology";
import type { LoopbackEndpoint } from "../loopback";
import { fillAcceptQueue } from "./acceptQueue";
import { siteProgram, type Journal } from "./journal";
import type { Misbehavior } from "./misbehavior";
import { pagesOf } from "./pages";
import type { SiteOrder, SiteReply } from "./siteProcess";
import type { SitePlan, SitePorts } from "./siteServer";

/** What a fault can do to a site. Each step resolves when its effect is there for every other process to see. */
export interface Site {
  readonly role: SiteRole;
  readonly publicIp: string;
  /** For each open port of the public address, where it is served. */
  readonly ports: ReadonlyMap<number, LoopbackEndpoint>;
  /** Nothing answers any more: open connections fall silent, and an attempt to connect hangs. */
  freeze(): Promise<void>;
  /** Undoes freeze. */
  thaw(): void;
  /** No connection is accepted or answered any more, while the process lives: an attempt to connect hangs. */
  block(): Promise<void>;
  /** Undoes block. */
  unblock(): void;
  /** The server serves wrongly; null is to serve well again. */
  misbehave(misbehavior: Misbehavior | null): Promise<void>;
  /** The pages state another content version; null is to state the shop's own again. */
  serveRelease(contentVersion: string | null): Promise<void>;
  /** The server is gone: open connections are reset, and an attempt to connect is refused. */
  kill(): Promise<void>;
  /** Starts the server again, at the same addresses and ports. */
  revive(): Promise<void>;
  /** Ends the process, whatever state it is in. */
  close(): Promise<void>;
}

// Of siteProcess.ts, which is a program and not to be loaded here.
const unblockDescriptor = 4;

/** Starts a site's process and waits until it listens. Rejects, with the reason, when it does not. */
export async function startSite(site: TopologySite, address: string, journal: Journal): Promise<Site> {
  const plan: SitePlan = {
    address,
    ports: site.openPorts.map((openPort) => [openPort, 0]),
    headers: { "X-Site": site.role },
    pages: pagesOf(site),
  };
  let server = await startServer(plan, journal);
  let releases: (() => void)[] = [];
  const { ports } = server;
  const endpoints = new Map(ports.map(([openPort, port]) => [openPort, { address, port }]));

  const release = (): void => {
    for (const each of releases) each();
    releases = [];
  };
  const fillQueues = async (): Promise<void> => {
    for (const endpoint of endpoints.values()) releases.push(await fillAcceptQueue(endpoint));
  };
  return {
    role: site.role,
    publicIp: site.publicIp,
    ports: endpoints,
    freeze: async () => {
      server.child.kill("SIGSTOP");
      await fillQueues();
    },
    thaw: () => {
      release();
      server.child.kill("SIGCONT");
    },
    block: async () => {
      await tell(server.child, "block");
      await fillQueues();
    },
    unblock: () => {
      release();
      (server.child.stdio[unblockDescriptor] as Writable).write("\n");
    },
    misbehave: (misbehavior) => tell(server.child, { misbehavior }),
    serveRelease: (version) => tell(server.child, { pages: pagesOf(site, version ?? undefined) }),
    kill: () => end(server.child),
    revive: async () => {
      server = await startServer({ ...plan, ports }, journal);
    },
    close: async () => {
      release();
      await end(server.child);
    },
  };
}

interface SiteServer {
  readonly child: ChildProcess;
  readonly ports: SitePorts;
}

/** The site processes of this program that have not ended; they end with it at the latest. */
const living = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

async function startServer(plan: SitePlan, journal: Journal): Promise<SiteServer> {
  // The name tells what the process is, in the journal's sweep and to whoever lists processes.
  const child = spawn(process.execPath, ["--eval", siteScript(), siteProgram], {
    // A page server needs none of the user's environment, least of all credentials.
    env: {},
    stdio: ["ignore", "ignore", "ignore", "ipc", "pipe"],
    // A group of its own: Ctrl-C reaches the terminal's whole group, but it is for the parent to restore its sites first.
    detached: true,
  });
  // Until it has replied, an error is its reply; later, its exit tells as much.
  child.on("error", () => undefined);
  living.add(child);
  child.once("exit", () => living.delete(child));
  if (child.pid !== undefined) journal.record(child.pid);

  const reply = await replyTo(child, plan);
  if (reply !== "done" && "ports" in reply) return { child, ports: reply.ports };
  await end(child);
  throw new Error(`The site at ${plan.address} did not start: ${problemOf(reply)}.`);
}

let script: string | undefined;

/** siteProcess.ts as one script: a process with a compiler of its own keeps a processor busy for a second. */
function siteScript(): string {
  script ??= buildSync({
    entryPoints: [join(__dirname, `${siteProgram}.ts`)],
    bundle: true,
    platform: "node",
    minify: true,
    write: false,
  })
    .outputFiles.map(({ text }) => text)
    .join("");
  return script;
}

async function tell(child: ChildProcess, order: SiteOrder): Promise<void> {
  const reply = await replyTo(child, order);
  if (reply !== "done") throw new Error(`The site did not do as it was told: ${problemOf(reply)}.`);
}

function problemOf(reply: SiteReply): string {
  return typeof reply === "object" && "problem" in reply ? reply.problem : "it replied out of turn";
}

/** The child's next message; what kept it from replying is a reply too. */
async function replyTo(child: ChildProcess, order: SiteOrder): Promise<SiteReply> {
  const settled = new AbortController();
  const { signal } = settled;
  // Whether it was sent shows in the reply, or in the exit.
  child.send(order, () => undefined);
  try {
    return await Promise.race([
      once(child, "message", { signal }).then(([reply]) => reply as SiteReply),
      once(child, "exit", { signal }).then(([code, name]: (number | string | null)[]) => ({
        problem: `its process ended with ${name ?? `exit code ${code ?? "unknown"}`}`,
      })),
    ]);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  } finally {
    settled.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  // Without an id it never began.
  if (hasEnded || child.pid === undefined) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}
