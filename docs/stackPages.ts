import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { recordStack } from "../recording/record";
import { billOf } from "./cost/bill";
import { costPage } from "./cost/page";
import { securityPage } from "./security/page";

/**
 * The pages that tell what the stacks' recorded resources are: docs/cost.md and docs/security.md.
 *
 * @throws Error when a stack's program fails, or has a policy statement without a reason.
 */
export async function stackPages(): Promise<Readonly<Record<"cost.md" | "security.md", string>>> {
  const prod = await recordStack("prod");
  const staging = await recordStack("staging");
  const manual = await recordStack("prod", {
    config: { "website-failover:operatorSwitch": '{"enabled":true,"failback":"manual"}' },
  });
  const errors = [prod, staging, manual].flatMap((recording) => recording.errors);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const operatorPolicy = readFileSync(resolve(__dirname, "iam/operate-switch.json"), "utf8");
  return {
    "cost.md": costPage({ prod: billOf(prod), staging: billOf(staging) }),
    "security.md": securityPage(prod, { staging, "`failback: manual`": manual }, operatorPolicy),
  };
}
