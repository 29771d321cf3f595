import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { HealthCheck, ResourceRecordSet } from "../route53/types";

/** The zone that is served: a failover pair whose addresses tell its members apart. */
export const servedName = "www.example.com";
const primaryAddress = "192.0.2.10";

/** `failover serve` in a process of its own, on a failover pair whose two checks probe ports of this machine. */
export interface ServedZone {
  readonly port: number;
  /** Resolves with the wall milliseconds (`performance.now`) when the answer leaves the primary. */
  readonly hasFlipped: Promise<number>;
  stop(): Promise<void>;
}

/** Starts to serve; resolves once it listens. The same seed gives the same phases to its checkers. */
export async function serveZone(primaryPort: number, backupPort: number, seed: number): Promise<ServedZone> {
  const folder = mkdtempSync(join(tmpdir(), "failover-bench-"));
  const [records, checks] = [join(folder, "zone.json"), join(folder, "checks.json")];
  writeFileSync(records, JSON.stringify({ ResourceRecordSets: recordSets }));
  writeFileSync(
    checks,
    JSON.stringify({ HealthChecks: [check("primary", primaryPort), check("backup", backupPort)] }),
  );
  const flags = ["--records", records, "--checks", checks, "--seed", `${seed}`, "--json"];
  const cli = resolve(__dirname, "../cli/failover.js");
  const served = spawn(process.execPath, [cli, "serve", ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: served.stdout });
  const port = new Promise<number>((listening, failed) => {
    served.once("exit", () => {
      failed(new Error("failover serve has ended."));
    });
    lines.on("line", (line) => {
      const event = JSON.parse(line) as { event: string; port: number };
      if (event.event === "listening") listening(event.port);
    });
  });
  const hasFlipped = new Promise<number>((flipped) => {
    lines.on("line", (line) => {
      if (line.includes('"event":"answer"') && !line.includes(primaryAddress)) flipped(performance.now());
    });
  });
  const stop = async (): Promise<void> => {
    await stopProcess(served);
    rmSync(folder, { recursive: true });
  };
  return { port: await port, hasFlipped, stop };
}

/** Ends a process and waits for its end. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

const pair = (role: "PRIMARY" | "SECONDARY", id: string, value: string): ResourceRecordSet => ({
  Name: `${servedName}.`,
  Type: "A",
  SetIdentifier: id,
  Failover: role,
  TTL: 60,
  HealthCheckId: id,
  ResourceRecords: [{ Value: value }],
});

const recordSets: readonly ResourceRecordSet[] = [
  {
    Name: "example.com.",
    Type: "SOA",
    TTL: 900,
    ResourceRecords: [{ Value: "ns.example.com. hostmaster.example.com. 1 7200 900 1209600 60" }],
  },
  { Name: "example.com.", Type: "NS", TTL: 900, ResourceRecords: [{ Value: "ns.example.com." }] },
  pair("PRIMARY", "primary", primaryAddress),
  pair("SECONDARY", "backup", "198.51.100.20"),
];

function check(id: string, port: number): HealthCheck {
  const config = { Type: "HTTP", IPAddress: "127.0.0.1", Port: port, ResourcePath: "/" } as const;
  return { Id: id, HealthCheckConfig: { ...config, RequestInterval: 10, FailureThreshold: 2 } };
}
