import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "./physicalName";

/** Where a topic stands and whom it tells. */
export interface AlarmTopicArgs {
  readonly region: string;
  /** The account whose alarms may publish. */
  readonly accountId: string;
  /** Each address gets a mail of its own to confirm, and no alarm before it has. */
  readonly emails: readonly string[];
}

/** An alarm as others find it. */
export interface NamedAlarm {
  readonly region: string;
  readonly name: pulumi.Output<string>;
}

/** A topic as an alarm needs it: CloudWatch refuses an action in another region than the alarm's. */
export interface AlarmTopic {
  readonly region: string;
  /** Known once CloudWatch may publish. */
  readonly arn: pulumi.Output<string>;
}

/**
 * A topic that carries alarms of one region to people. Unencrypted on purpose: the key policy of `alias/aws/sns` does
 * not admit CloudWatch and cannot be changed, so alarms would vanish without an error (SNS developer guide,
 * "Enable compatibility between event sources from AWS services and encrypted topics"). An alarm's text is no secret.
 */
export function alarmTopic(name: string, args: AlarmTopicArgs, parent: pulumi.Resource): AlarmTopic {
  const { region, accountId, emails } = args;
  const topic = new aws.sns.Topic(`${name}-topic`, { region, name: physicalName(name) }, { parent });
  const policy = new aws.sns.TopicPolicy(
    `${name}-topic-policy`,
    { region, arn: topic.arn, policy: pulumi.jsonStringify(alarmsOf(accountId, topic.arn)) },
    { parent },
  );
  for (const endpoint of emails) {
    // Named by its address: a list with one address less must not ask the others to confirm again.
    new aws.sns.TopicSubscription(
      `${name}-${endpoint}`,
      { region, topic: topic.arn, protocol: "email", endpoint },
      { parent },
    );
  }
  return { region, arn: policy.arn };
}

/** Without the condition, CloudWatch would publish here for the alarms of any account. */
function alarmsOf(accountId: string, topicArn: pulumi.Input<string>) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  };
}
