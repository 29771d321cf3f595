import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder with a project of two stacks, prod and staging, whose program refuses the settings of prod. */
export function refusingProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "failover-project-"));
  const files = {
    "Pulumi.yaml": "name: website-failover\nruntime: nodejs\nmain: program.js\n",
    "Pulumi.prod.yaml": "config: {}\n",
    "Pulumi.staging.yaml": "config: {}\n",
    "program.js": 'throw new Error("Pulumi.prod.yaml has 1 problem:\\n- domain: is missing");\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
