/** The Lambda function: one watch for each invocation, told what to look at by its environment. */

import { createRequire } from "node:module";
import { awsPorts } from "./awsPorts";
import { askNameServer } from "./nodeDns";
import { fetchPage } from "./nodeHttp";
import { planVariable, type WatcherPlan } from "./plan";
import { watch } from "./watch";

const ports = { ...awsPorts(createRequire(__filename)), askNameServer, fetchPage, nowMs: () => Date.now() };

/** @throws Error when the plan cannot be read; nothing is published then, and the alarms tell. */
export async function handler(): Promise<void> {
  const plan = JSON.parse(process.env[planVariable] ?? "") as WatcherPlan;
  const report = await watch(plan, ports);
  // The log of a function is its standard output.
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
