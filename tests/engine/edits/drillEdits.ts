import type { Operation } from "../harness/steps";
import type { Edit } from "./edit";
import { rightsToPrimary } from "./operationsEdits";
import { newInstance, standing } from "./siteEdits";
import { newTopology } from "./switchEdits";
import { anotherPlanAndRights } from "./watcherEdits";

/** What happens to the experiments with what they need, and to the watcher's alarm on them. */
export function everythingOfDrills(operation: Operation): Record<string, Operation> {
  const titles = [
    ...["Document drill-stop-server", "DrillSchedule drill", "ExperimentTemplate drill-kill-server"],
    ...["ExperimentTemplate drill-stop-instance", "LogGroup drill-logs", "MetricAlarm drill-backup-answered"],
    ...["MetricAlarm drill-backup-unhealthy", "MetricAlarm drill-not-ready", "Queue drill-missed"],
    ...["Role drill-role", "Role drill-schedule-role", "RolePolicy drill-role-policy"],
    ...["RolePolicy drill-schedule-role-policy", "Schedule drill-schedule"],
    "MetricAlarm watcher-drill-overdue",
  ];
  return Object.fromEntries(titles.map((title) => [title, operation]));
}

/** What happens when what they break is another instance. */
const drillsElsewhere = {
  "ExperimentTemplate drill-kill-server": "update",
  "ExperimentTemplate drill-stop-instance": "update",
  "RolePolicy drill-role-policy": "update",
} as const;

const byHand = "By hand: the pipeline makes no roles and no rights.";

/** Edits of what is drilled, and when. */
export const drillEdits: readonly Edit[] = [
  {
    title: "`drills.enabled: true`",
    settings: { drills: { enabled: true } },
    by: "up",
    operations: { ...everythingOfDrills("create"), ...anotherPlanAndRights, ...newTopology },
    stops: [],
    note: `${byHand} Nothing is broken before the schedule says so, or somebody starts it.`,
  },
  {
    title: "`drills.schedule`, another time",
    deployed: { drills: { enabled: true } },
    settings: { "drills.schedule": "cron(30 6 ? * TUE *)" },
    by: "preview",
    operations: { "Schedule drill-schedule": "update" },
    stops: [],
  },
  {
    title: "`drills.enabled: false`",
    deployed: { drills: { enabled: true } },
    settings: { drills: { enabled: false } },
    by: "preview",
    operations: { ...everythingOfDrills("delete"), ...anotherPlanAndRights, ...newTopology },
    stops: [],
    note: "The drills that have succeeded are forgotten. By hand.",
  },
  {
    title: "`primary.generation: 2` with `interrupt: primary`, where there are drills",
    deployed: { drills: { enabled: true } },
    settings: { "primary.generation": 2, interrupt: "primary" },
    by: "preview",
    operations: {
      ...standing,
      ...newInstance("primary"),
      ...newTopology,
      ...drillsElsewhere,
      ...rightsToPrimary,
    },
    stops: ["primary"],
    note: "By hand: the roles of the drills and of those who operate the stack name the instance. Not while a drill is in progress.",
  },
];
