import type { Operation } from "../harness/steps";
import { replicationAlarms } from "./dataSyncEdits";
import type { Edit } from "./edit";
import { newTopology } from "./switchEdits";

/** What happens to every alarm, topic and the dashboard, with one address that is told. */
export function everyAlarm(operation: Operation, email: string): Record<string, Operation> {
  const titles = [
    ...["CompositeAlarm monitoring-both-unhealthy", "Dashboard monitoring-dashboard"],
    ...["MetricAlarm monitoring-backup-instance", "MetricAlarm monitoring-backup-unhealthy"],
    ...["MetricAlarm monitoring-primary-instance", "MetricAlarm monitoring-primary-losing-checkers"],
    ...["MetricAlarm monitoring-primary-unhealthy", "Monitoring monitoring"],
    ...["us-east-1", "us-west-1"].flatMap((region) => topicIn(region, email)),
  ];
  return Object.fromEntries(titles.map((title) => [title, operation]));
}

/** A topic with its policy and its one reader. */
function topicIn(region: string, email: string): string[] {
  return [
    `Topic monitoring-${region}-topic`,
    `TopicPolicy monitoring-${region}-topic-policy`,
    `TopicSubscription monitoring-${region}-${email}`,
  ];
}

/** Edits of what is watched and who is told. */
export const monitoringEdits: readonly Edit[] = [
  {
    title: "`monitoring.warnBelowPercentageHealthy: 60`",
    settings: { "monitoring.warnBelowPercentageHealthy": 60 },
    by: "preview",
    operations: {
      "Dashboard monitoring-dashboard": "update",
      "MetricAlarm monitoring-primary-losing-checkers": "update",
    },
    stops: [],
  },
  {
    title: "`monitoring.emails`, another address",
    settings: { "monitoring.emails": ["night@example.com"] },
    by: "up",
    operations: {
      "TopicSubscription monitoring-us-east-1-night@example.com": "create",
      "TopicSubscription monitoring-us-east-1-ops@example.com": "delete",
      "TopicSubscription monitoring-us-west-1-night@example.com": "create",
      "TopicSubscription monitoring-us-west-1-ops@example.com": "delete",
      "TopicSubscription watcher-night@example.com": "create",
      "TopicSubscription watcher-ops@example.com": "delete",
    },
    stops: [],
    note: "Told once it has confirmed a mail for each topic.",
  },
  {
    title: "`monitoring.enabled: false`",
    settings: { "monitoring.enabled": false },
    by: "up",
    operations: {
      ...everyAlarm("delete", "ops@example.com"),
      ...replicationAlarms("delete"),
      ...newTopology,
    },
    stops: [],
    note: "Nobody is told any more, but by siteWatcher.",
  },
];
