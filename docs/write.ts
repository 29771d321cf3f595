/**
 * Writes what is derived from the schema of the settings: docs/settings.md and the `config` block of Pulumi.yaml.
 * Run by `npm run docs`; tests/stacks compare the files with the schema.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseDocument } from "yaml";
import { projectConfig } from "../stacks/projectConfig";
import { settingsReference } from "../stacks/settingsReference";

const root = resolve(__dirname, "..");

writeFileSync(resolve(root, "docs/settings.md"), settingsReference());

const projectFile = resolve(root, "Pulumi.yaml");
const document = parseDocument(readFileSync(projectFile, "utf8"));
document.set("config", document.createNode(projectConfig(String(document.get("name")))));
writeFileSync(projectFile, document.toString({ lineWidth: 0 }));
