import { arnOf, uuidOf } from "./identifiers";
import type { Birth, GivenType } from "./resourceTypes";

const toldTo = ["alarmActions", "okActions", "insufficientDataActions"];

/** The types of topics, alarms and dashboards; each resource names its own region. */
export const monitoringTypes: Readonly<Record<string, GivenType>> = {
  "aws:sns/topic:Topic": {
    inputs: ["region", "name", "tags"],
    required: ["region", "name"],
    replacing: ["region", "name"],
    born: (birth) => {
      const arn = arnOf("sns", birth, String(birth.inputs["name"]));
      return { id: arn, outputs: { arn } };
    },
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    inputs: ["region", "arn", "policy"],
    required: ["region", "arn", "policy"],
    replacing: ["region", "arn"],
    // AWS's id is the topic's own, by which the account could not tell the two apart.
    born: ({ inputs: { arn } }) => ({ id: `${String(arn)}/policy`, outputs: {} }),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    inputs: ["region", "topic", "protocol", "endpoint"],
    required: ["region", "topic", "protocol", "endpoint"],
    replacing: ["region", "topic", "protocol", "endpoint"],
    born: ({ seed, inputs: { topic } }) => {
      const arn = `${String(topic)}:${uuidOf(seed)}`;
      return { id: arn, outputs: { arn } };
    },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    inputs: [
      ...[
        "region",
        "name",
        "alarmDescription",
        "namespace",
        "metricName",
        "dimensions",
        "statistic",
        "period",
      ],
      ...["comparisonOperator", "threshold", "evaluationPeriods", "datapointsToAlarm", "treatMissingData"],
      ...[...toldTo, "tags"],
    ],
    required: ["region", "name", "comparisonOperator", "evaluationPeriods"],
    replacing: ["region", "name"],
    born: (birth) => alarm(birth, "name"),
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    inputs: ["region", "alarmName", "alarmDescription", "alarmRule", ...toldTo, "tags"],
    required: ["region", "alarmName", "alarmRule"],
    replacing: ["region", "alarmName"],
    born: (birth) => alarm(birth, "alarmName"),
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    inputs: ["region", "dashboardName", "dashboardBody"],
    required: ["region", "dashboardName", "dashboardBody"],
    replacing: ["region", "dashboardName"],
    born: ({ inputs: { dashboardName } }) => ({ id: String(dashboardName), outputs: {} }),
  },
};

/** AWS's id is the name, which two regions may have at the same time; the account knows no regions. */
function alarm(birth: Birth, nameKey: string) {
  const arn = arnOf("cloudwatch", birth, `alarm:${String(birth.inputs[nameKey])}`);
  return { id: arn, outputs: { arn } };
}
