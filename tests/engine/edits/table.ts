import { dataSyncEdits } from "./dataSyncEdits";
import { dnsEdits } from "./dnsEdits";
import { drillEdits } from "./drillEdits";
import type { Edit } from "./edit";
import { monitoringEdits } from "./monitoringEdits";
import { operationsEdits } from "./operationsEdits";
import { regionEdits } from "./regionEdits";
import { siteEdits } from "./siteEdits";
import { switchEdits } from "./switchEdits";
import { watcherEdits } from "./watcherEdits";

/**
 * The edits that ops make to prod, written before any of them was run: docs/changes.md is made of this table, and the
 * tests prove it against the engine.
 */
export const edits: readonly Edit[] = [
  ...dnsEdits,
  ...switchEdits,
  ...siteEdits,
  ...regionEdits,
  ...monitoringEdits,
  ...watcherEdits,
  ...drillEdits,
  ...operationsEdits,
  ...dataSyncEdits,
];
