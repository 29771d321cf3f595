import type { Operation } from "../harness/steps";
import type { Edit } from "./edit";
import { newTopology } from "./switchEdits";
import { anotherPlanAndRights } from "./watcherEdits";

/** What happens to the roles of people, the restore role and the documents. */
export function everythingOfOperations(operation: Operation): Record<string, Operation> {
  const roles = ["drill", "observe", "override", "restore"];
  const titles = [
    ...["Document operations-start-server", "Document operations-stop-server", "Operations operations"],
    ...roles.map((role) => `Role operations-${role}-role`),
    ...roles.map((role) => `RolePolicy operations-${role}-role-policy`),
  ];
  return Object.fromEntries(titles.map((title) => [title, operation]));
}

/** What happens to their rights when the primary has another instance or another door. */
export const rightsToPrimary = {
  "RolePolicy operations-drill-role-policy": "update",
  "RolePolicy operations-restore-role-policy": "update",
} as const;

/** What happens to their rights when what they look at is another one: a zone, or a check. */
export const rightsToLook = {
  "RolePolicy operations-drill-role-policy": "update",
  "RolePolicy operations-observe-role-policy": "update",
} as const;

/** Why a person has to make such an edit. */
export const operatorsByHand = "By hand: the roles of those who operate the stack name it.";

const byHand = "By hand: the pipeline makes no roles and no rights.";

/** Edits of who may operate the stack. */
export const operationsEdits: readonly Edit[] = [
  {
    title: "`operations.enabled: true`",
    deployed: { operations: { enabled: false } },
    settings: { operations: { enabled: true } },
    by: "preview",
    operations: { ...everythingOfOperations("create"), ...newTopology, ...anotherPlanAndRights },
    stops: [],
    note: byHand,
  },
  {
    title: "`operations.trustedPrincipals`, a role",
    settings: { "operations.trustedPrincipals": ["arn:aws:iam::123456789012:role/on-call"] },
    by: "preview",
    operations: {
      "Role operations-drill-role": "update",
      "Role operations-observe-role": "update",
      "Role operations-override-role": "update",
    },
    stops: [],
    note: byHand,
  },
  {
    title: "`operations.enabled: false`",
    settings: { operations: { enabled: false } },
    by: "preview",
    operations: { ...everythingOfOperations("delete"), ...newTopology, ...anotherPlanAndRights },
    stops: [],
    note: `Not while a drill is in progress: the schedule that undoes its fault has no role any more. ${byHand}`,
  },
];
