import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stopProcess } from "./servedZone";

/** Where Debian and most others install it. */
const programs = ["/usr/sbin/unbound", "/usr/local/sbin/unbound"];

/** A caching resolver on 127.0.0.1 in front of the zone example.com. */
export interface Unbound {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts unbound in front of the name server on this port, with one thread; null where it is not installed. */
export async function startUnbound(stubPort: number): Promise<Unbound | null> {
  const program = programs.find((path) => existsSync(path));
  if (program === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "failover-bench-"));
  const port = await freePort();
  writeFileSync(join(folder, "unbound.conf"), configuration(port, stubPort));
  const unbound = spawn(program, ["-d", "-c", join(folder, "unbound.conf")], { stdio: "ignore" });
  await sleep(1000);
  const stop = async (): Promise<void> => {
    await stopProcess(unbound);
    rmSync(folder, { recursive: true });
  };
  return { port, stop };
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  return port;
}

function configuration(port: number, stubPort: number): string {
  return `server:
  interface: 127.0.0.1
  port: ${port}
  num-threads: 1
  do-daemonize: no
  do-not-query-localhost: no
  module-config: "iterator"
  username: ""
  chroot: ""
  directory: ""
  pidfile: ""
  use-syslog: no
remote-control:
  control-enable: no
stub-zone:
  name: example.com
  stub-addr: 127.0.0.1@${stubPort}
`;
}
