/** A site on loopback as an instance runs it: real nginx, the rendered configuration and scripts, another root. */

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { get, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { contentHealthScript, pullScript } from "../../../site/contentPull";
import type { SiteIdentity } from "../../../site/healthPage";
import {
  contentDirectory,
  healthDirectory,
  healthScript,
  nginxConfiguration,
  storefrontDirectory,
  sweepScript,
} from "../../../site/server";
import { contentVersion, storefront } from "../../../site/storefront";

/** Address of the site; an own one, so that nobody else's port is in the way. */
export const address = "127.9.1.1";

const healthPath = "/healthz";

/** What a request brought back. */
export interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One site in a directory of its own; `start` makes it, `stop` leaves nothing behind. */
export class RunningSite {
  private nginx: ChildProcess | undefined;
  private sweeper: ChildProcess | undefined;

  private constructor(
    private readonly root: string,
    readonly port: number,
  ) {}

  /**
   * Lays the site down and starts nginx; the scripts wait for their calls. With a bucket it is a site that pulls its
   * content.
   */
  static async start(identity: SiteIdentity, contentBucket: string | null = null): Promise<RunningSite> {
    const site = new RunningSite(mkdtempSync(join(tmpdir(), "site-")), await freePort());
    site.layDown(identity, contentBucket);
    try {
      await site.startNginx();
    } catch (error) {
      await site.stop();
      throw error;
    }
    return site;
  }

  /** A request on a fresh connection. */
  async request(path: string): Promise<Reply> {
    const request = get({ host: address, port: this.port, path, agent: false });
    const [reply] = (await once(request, "response")) as [IncomingMessage];
    return { status: reply.statusCode, headers: reply.headers, body: await text(reply) };
  }

  /** Status and body of the health page. */
  async health(): Promise<[status: number | undefined, body: string]> {
    const { status, body } = await this.request(healthPath);
    return [status, body];
  }

  /** Runs the health script once, as its timer does, and returns its exit code. */
  async runHealthScript(): Promise<number | null> {
    return exitCode(spawn("bash", [this.at("/health.sh")], { stdio: "ignore" }));
  }

  /** Runs the pull script once, as its timer does, and returns its exit code. */
  async runPullScript(environment: NodeJS.ProcessEnv): Promise<number | null> {
    return exitCode(spawn(this.at("/pull.py"), { stdio: "ignore", env: environment }));
  }

  /** Names of the files in the directory of the releases, sorted. */
  contentFiles(): readonly string[] {
    return readdirSync(this.at(contentDirectory)).sort();
  }

  /** Replaces a file of the current release. */
  writeContentFile(path: string, body: string): void {
    writeFileSync(this.at(`${contentDirectory}/current/www/${path}`), body);
  }

  /** Starts the script that removes stale pages; it loops until the site stops. */
  startSweeper(): void {
    this.sweeper = spawn("bash", [this.at("/sweep.sh")], { stdio: "ignore", detached: true });
  }

  /** Names of the files in the health directory, sorted. */
  healthFiles(): readonly string[] {
    return readdirSync(this.at(healthDirectory)).sort();
  }

  /** Writes a file of the health directory as if the health script had done it so many seconds ago. */
  writeHealthFile(name: string, ageSeconds: number): void {
    const path = this.at(`${healthDirectory}/${name}`);
    const writtenAt = Date.now() / 1000 - ageSeconds;
    writeFileSync(path, "\n");
    utimesSync(path, writtenAt, writtenAt);
  }

  /** Replaces a file of the storefront. */
  writeStorefrontFile(path: string, body: string): void {
    writeFileSync(this.at(storefrontDirectory + path), body);
  }

  /** Deletes a file of the storefront. */
  deleteStorefrontFile(path: string): void {
    rmSync(this.at(storefrontDirectory + path));
  }

  /** Ends nginx and waits until its port is closed. */
  async stopNginx(): Promise<void> {
    await ended(this.nginx, (nginx) => nginx.kill());
  }

  /** Ends every process of the site and removes its directory. */
  async stop(): Promise<void> {
    // The whole group: bash is waiting for a `sleep` of its own.
    await ended(this.sweeper, ({ pid }) => pid !== undefined && process.kill(-pid));
    await this.stopNginx();
    rmSync(this.root, { recursive: true });
  }

  private layDown(identity: SiteIdentity, contentBucket: string | null): void {
    // When a test runs as root, nginx's workers are another account.
    chmodSync(this.root, 0o755);
    for (const directory of [storefrontDirectory, healthDirectory, "/var/log/nginx", "/temp"]) {
      mkdirSync(this.at(directory), { recursive: true });
    }
    const server = { ...identity, port: this.port, healthPath, contentBucket };
    const placement = { root: this.root, address };
    for (const { path, body } of storefront(identity)) this.writeStorefrontFile(path, body);
    const health = contentBucket ? contentHealthScript(server, placement) : healthScript(server, placement);
    writeFileSync(this.at("/health.sh"), health);
    if (contentBucket) {
      this.layDownRelease(identity);
      writeFileSync(this.at("/pull.py"), pullScript(server, contentBucket, this.root), { mode: 0o755 });
    }
    writeFileSync(this.at("/sweep.sh"), sweepScript(this.root));
    // The package's own directories for bodies under way are closed to whoever is not root.
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (kind) => `${kind}_temp_path ${this.at(`/temp/${kind}`)};`,
    );
    const configuration = nginxConfiguration(server, placement);
    writeFileSync(
      this.at("/nginx.conf"),
      configuration.replace("http {", ["http {", ...temporary].join("\n")),
    );
  }

  /** What cloud-init does at the first boot of a site that pulls. */
  private layDownRelease(identity: SiteIdentity): void {
    const release = this.at(`${contentDirectory}/${contentVersion}`);
    mkdirSync(`${release}/www`, { recursive: true });
    const files = storefront(identity);
    for (const { path, body } of files) writeFileSync(`${release}/www${path}`, body);
    const digest = createHash("sha256")
      .update(files[0]?.body ?? "")
      .digest("hex");
    writeFileSync(`${release}/index.sha256`, `${digest}\n`);
    symlinkSync(contentVersion, this.at(`${contentDirectory}/current`));
  }

  private async startNginx(): Promise<void> {
    const path = [process.env["PATH"], "/usr/sbin", "/usr/local/sbin"].join(":");
    const args = ["-e", "stderr", "-c", this.at("/nginx.conf"), "-g", "daemon off;"];
    this.nginx = spawn("nginx", args, { env: { ...process.env, PATH: path } });
    const problems: string[] = [];
    this.nginx.stderr?.on("data", (chunk: Buffer) => problems.push(chunk.toString()));
    this.nginx.on("error", () => problems.push("nginx is not installed: apt-get install nginx"));
    await eventually(async () => {
      if (this.nginx?.exitCode !== null) throw new Error(`nginx does not start: ${problems.join("")}`);
      return (await this.request("/").catch(() => undefined)) !== undefined;
    });
  }

  private at(path: string): string {
    return this.root + path;
  }
}

/** Waits until the condition holds; an error after 20 s. */
export async function eventually(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`did not come true in 20 s: ${condition.toString()}`);
    await delay(20);
  }
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

async function ended(child: ChildProcess | undefined, end: (child: ChildProcess) => void): Promise<void> {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = exitCode(child);
  end(child);
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
