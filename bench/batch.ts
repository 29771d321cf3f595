import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { ResourceRecordSet } from "../route53/types";

const pairs = 5_000;
const questions = 10_000;

/** The whole command `failover answer --batch`: 10,000 questions of a zone of 10,000 record sets, 5,000 failover pairs. */
export async function batchRate(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "failover-bench-"));
  const write = (name: string, content: string): void => {
    writeFileSync(join(folder, name), content);
  };
  const ids = Array.from({ length: pairs }, (_, at) => `hc-${at}`);
  const checks = ids.map((id) => ({ Id: id, HealthCheckConfig: { Type: "HTTP", IPAddress: "192.0.2.10" } }));
  const hostedZone = { Id: "Z0123456789EXAMPLE", Name: "example.com." };
  write("zone.json", JSON.stringify({ HostedZone: hostedZone, ResourceRecordSets: ids.flatMap(pairOf) }));
  write("checks.json", JSON.stringify({ HealthChecks: checks }));
  write(
    "batch",
    Array.from({ length: questions }, (_, at) => `${JSON.stringify(questionOf(at))}\n`).join(""),
  );

  const cli = resolve(__dirname, "../cli/failover.js");
  const start = performance.now();
  const flags = ["answer", "--batch", join(folder, "batch"), "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...flags], { maxBuffer: 2 ** 28 });
  const seconds = (performance.now() - start) / 1000;
  rmSync(folder, { recursive: true });
  const answered = stdout.split("\n").filter((line) => line.includes('"rcode":"NOERROR"')).length;
  return [
    `answer --batch: ${answered} questions of ${2 * pairs} record sets in ${seconds.toFixed(2)} s, start included`,
  ];
}

function pairOf(id: string): ResourceRecordSet[] {
  const common = { Name: `${id}.example.com.`, Type: "A", TTL: 60 } as const;
  const values = (value: string) => ({ ResourceRecords: [{ Value: value }] });
  return [
    { ...common, ...values("192.0.2.10"), SetIdentifier: "p", Failover: "PRIMARY", HealthCheckId: id },
    { ...common, ...values("198.51.100.20"), SetIdentifier: "s", Failover: "SECONDARY" },
  ];
}

function questionOf(at: number): object {
  const id = `hc-${at % pairs}`;
  const status = { [id]: at % 2 === 0 ? "healthy" : "unhealthy" };
  return { records: "zone.json", checks: "checks.json", name: `${id}.example.com`, type: "A", status };
}
