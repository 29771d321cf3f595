import type { EngineEvent } from "@pulumi/pulumi/automation";
import { resourceTypes } from "../standIns/resourceTypes";

/** One step of the engine that changes something. */
export interface Step {
  /** Pulumi's own word, such as `update` or `create-replacement`. */
  readonly operation: string;
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Inputs that differ. */
  readonly changed: readonly string[];
}

/** The steps among the engine's events, in its order. */
export function stepsOf(events: readonly EngineEvent[]): Step[] {
  return events.flatMap(({ resourcePreEvent }) => {
    if (!resourcePreEvent) return [];
    const { op: operation, urn, type, diffs } = resourcePreEvent.metadata;
    if (["same", "read", "refresh"].includes(operation) || unset.includes(type)) return [];
    const name = urn.split("::").slice(3).join("::");
    return { operation, type, name, urn, changed: diffs ?? [] };
  });
}

/** The default providers of awsx and of Pulumi's own resources have nothing to be set. */
const unset = ["pulumi:providers:awsx", "pulumi:providers:pulumi"];

/** What happens to one resource, in the words of docs/changes.md. */
export type Operation = "create" | "update" | "delete" | "replace" | "replace, delete first";

/** What happens to each resource that does not stay as it is, by `Type name`. */
export function operationsOf(steps: readonly Step[]): Record<string, Operation> {
  const byResource = new Map<string, string[]>();
  for (const step of steps) {
    const title = titleOf(step);
    byResource.set(title, [...(byResource.get(title) ?? []), step.operation]);
  }
  const entries = [...byResource].map(([title, words]) => [title, operationOf(words)] as const);
  return Object.fromEntries(entries.sort(([one], [two]) => (one < two ? -1 : 1)));
}

/** The sites that cannot be reached while these steps are taken. */
export function stopsOf(steps: readonly Step[]): string[] {
  const stopped = steps.filter(({ operation, type, changed }) => {
    const known = resourceTypes[type];
    if (!known) return false;
    if (operation === "delete" || operation === "delete-replaced") return known.carriesTraffic;
    return operation === "update" && changed.some((key) => known.stopping.includes(key));
  });
  const sites = stopped.map(({ name }) => name.split("-")[0] ?? "");
  return [...new Set(sites)].sort();
}

function titleOf({ type, name }: Pick<Step, "type" | "name">): string {
  if (type === "pulumi:pulumi:Stack") return "Stack";
  if (type === "pulumi:providers:aws") return `Provider ${name}`;
  const shortType = type.startsWith("awsx:") ? "awsx.Vpc" : (type.split(":").at(-1) ?? type);
  return `${shortType} ${name}`;
}

/** A replacement is three steps of the engine; anything else is one. */
function operationOf(words: readonly string[]): Operation {
  const operation = operations[words.filter((word) => word !== "replace").join()];
  if (!operation) throw new Error(`no word for the steps ${words.join(", ")}`);
  return operation;
}

const operations: Readonly<Record<string, Operation>> = {
  create: "create",
  update: "update",
  delete: "delete",
  "create-replacement,delete-replaced": "replace",
  "delete-replaced,create-replacement": "replace, delete first",
};
