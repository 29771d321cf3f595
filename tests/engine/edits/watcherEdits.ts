import type { Operation } from "../harness/steps";
import type { Edit } from "./edit";

/** What happens to the watcher with all that it looks at, and one address that is told. */
export function everythingOfWatcher(operation: Operation, email: string): Record<string, Operation> {
  const titles = [
    ...["Function watcher-function", "FunctionEventInvokeConfig watcher-no-retries", "LogGroup watcher-logs"],
    ...["Role watcher-role", "Role watcher-schedule-role", "RolePolicy watcher-role-policy"],
    ...["RolePolicy watcher-schedule-role-policy", "Schedule watcher-schedule", "SiteWatcher watcher"],
    ...["Topic watcher-topic", "TopicPolicy watcher-topic-policy", `TopicSubscription watcher-${email}`],
  ];
  return { ...Object.fromEntries(titles.map((title) => [title, operation])), ...watcherAlarms(operation) };
}

/** What happens to its alarms. */
export function watcherAlarms(operation: Operation): Record<string, Operation> {
  return {
    "MetricAlarm watcher-*-unhealthy": operation,
    "MetricAlarm watcher-answer-not-primary": operation,
    ...watchedSwitch(operation),
    ...watchedContent(operation),
  };
}

/** What happens to the alarms on the switch. */
export function watchedSwitch(operation: Operation): Record<string, Operation> {
  return {
    "MetricAlarm watcher-switch-left-on": operation,
    "MetricAlarm watcher-switch-unreadable": operation,
  };
}

/** What happens to the alarms on replicated content, as the watcher sees it. */
export function watchedContent(operation: Operation): Record<string, Operation> {
  return {
    "MetricAlarm watcher-content-out-of-sync": operation,
    "MetricAlarm watcher-replication-late": operation,
  };
}

/** What the watcher is told, and that alone. */
export const anotherPlan = { "Function watcher-function": "update" } as const;

/** What it may do as well. */
export const anotherPlanAndRights = { ...anotherPlan, "RolePolicy watcher-role-policy": "update" } as const;

const byHand = "By hand: the pipeline makes no roles and no rights.";

/** Edits of what the watcher sees, and of what it does about it. */
export const watcherEdits: readonly Edit[] = [
  {
    title: "`siteWatcher.enabled: true`",
    deployed: { siteWatcher: { enabled: false } },
    settings: { siteWatcher: { enabled: true } },
    by: "up",
    operations: {
      ...everythingOfWatcher("create", "ops@example.com"),
      "BucketObjectv2 switch-topology": "update",
      "Dashboard monitoring-dashboard": "update",
    },
    stops: [],
    note: `${byHand} A mail to confirm; its alarms are on until the first two looks.`,
  },
  {
    title: "`siteWatcher.enabled: false`",
    settings: { siteWatcher: { enabled: false } },
    by: "preview",
    operations: {
      ...everythingOfWatcher("delete", "ops@example.com"),
      "BucketObjectv2 switch-topology": "update",
      "Dashboard monitoring-dashboard": "update",
    },
    stops: [],
    note: "Nobody sees any more that us-east-1 is lost. By hand.",
  },
  {
    title: "`operatorSwitch.failback: manual`",
    settings: { "operatorSwitch.failback": "manual" },
    by: "up",
    operations: anotherPlanAndRights,
    stops: [],
    note: "Traffic stays where it is. By hand: the watcher gets the right to hold it.",
  },
  {
    title: "`operatorSwitch.holdAfterMinutes: 10`, where failback is manual",
    deployed: { operatorSwitch: { enabled: true, failback: "manual" } },
    settings: { "operatorSwitch.holdAfterMinutes": 10 },
    by: "preview",
    operations: anotherPlan,
    stops: [],
  },
  {
    title: "`dataSync.maxStalenessMinutes: 30`",
    settings: { "dataSync.maxStalenessMinutes": 30 },
    by: "preview",
    operations: watchedContent("update"),
    stops: [],
  },
];
