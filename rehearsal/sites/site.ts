/** A site of the topology, alive: a child process that serves its pages at a loopback address of its own. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { SiteRole, TopologySite } from "../../recording/topology";
import type { LoopbackEndpoint } from "../loopback";
import { fillAcceptQueue } from "./acceptQueue";
import { siteProgram, type Journal } from "./journal";
import { pagesOf } from "./pages";
import type { SiteReply } from "./siteProcess";
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
  /** The server is gone: open connections are reset, and an attempt to connect is refused. */
  kill(): Promise<void>;
  /** Starts the server again, at the same addresses and ports. */
  revive(): Promise<void>;
  /** Ends the process, whatever state it is in. */
  close(): Promise<void>;
}

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
  return {
    role: site.role,
    publicIp: site.publicIp,
    ports: endpoints,
    freeze: async () => {
      server.child.kill("SIGSTOP");
      for (const endpoint of endpoints.values()) releases.push(await fillAcceptQueue(endpoint));
    },
    thaw: () => {
      release();
      server.child.kill("SIGCONT");
    },
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
  const child = fork(join(__dirname, `${siteProgram}.ts`), {
    // ts-node looks for tsconfig.json from the working directory upwards.
    cwd: __dirname,
    execArgv: ["--require", require.resolve("ts-node/register/transpile-only")],
    // A page server needs none of the user's environment, least of all credentials.
    env: {},
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // Until it has replied, an error is its reply; later, its exit tells as much.
  child.on("error", () => undefined);
  living.add(child);
  child.once("exit", () => living.delete(child));
  if (child.pid !== undefined) journal.record(child.pid);

  child.send(plan);
  const reply = await firstReply(child);
  if ("ports" in reply) return { child, ports: reply.ports };
  await end(child);
  throw new Error(`The site at ${plan.address} did not start: ${reply.problem}.`);
}

function firstReply(child: ChildProcess): Promise<SiteReply> {
  return new Promise((resolve) => {
    child.once("message", (reply) => {
      resolve(reply as SiteReply);
    });
    child.once("error", (error) => {
      resolve({ problem: error.message });
    });
    child.once("exit", (code, signal) => {
      resolve({ problem: `its process ended with ${signal ?? `exit code ${code ?? "unknown"}`}` });
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  // Without an id it never began.
  if (hasEnded || child.pid === undefined) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}
