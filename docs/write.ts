/**
 * Writes what is derived: docs/settings.md and the `config` block of Pulumi.yaml from the schema of the settings,
 * docs/*.schema.json from those of the reports and of status, docs/changes.md from the engine tests' table of edits, docs/cost.md and
 * docs/security.md from the stacks' recorded resources. Run by `npm run docs`; tests compare the files with their sources.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseDocument } from "yaml";
import { linesJsonSchema } from "../cli/lineSchemas";
import { drillReportJsonSchema } from "../drill/aws/report";
import { statusJsonSchema } from "../drill/aws/sights/status";
import { reportJsonSchema } from "../drill/report/schema";
import { summaryJsonSchema } from "../drill/report/summarySchema";
import { projectConfig } from "../stacks/projectConfig";
import { settingsReference } from "../stacks/settingsReference";
import { changesPage } from "../tests/engine/edits/changesPage";
import { edits } from "../tests/engine/edits/table";
import { stackPages } from "./stackPages";

const root = resolve(__dirname, "..");

writeFileSync(resolve(root, "docs/settings.md"), settingsReference());

writeFileSync(resolve(root, "docs/changes.md"), changesPage(edits));

writeFileSync(resolve(root, "docs/report.schema.json"), reportJsonSchema());
writeFileSync(resolve(root, "docs/summary.schema.json"), summaryJsonSchema());
writeFileSync(resolve(root, "docs/status.schema.json"), statusJsonSchema());
writeFileSync(resolve(root, "docs/drill-report.schema.json"), drillReportJsonSchema());
writeFileSync(resolve(root, "docs/lines.schema.json"), linesJsonSchema());

const projectFile = resolve(root, "Pulumi.yaml");
const document = parseDocument(readFileSync(projectFile, "utf8"));
document.set("config", document.createNode(projectConfig(String(document.get("name")))));
writeFileSync(projectFile, document.toString({ lineWidth: 0 }));

void stackPages().then((pages) => {
  for (const [name, text] of Object.entries(pages)) writeFileSync(resolve(__dirname, name), text);
});
