/** What the program registers for a stack of both regions, part by part, as `inventory` writes it. */

/** The ranges of primary and backup in each stack, as the networks' names hold them. */
export const ranges = {
  prod: ["10-10-0-0-16", "10-20-0-0-16"],
  staging: ["10-30-0-0-16", "10-40-0-0-16"],
} as const;

/** Everything, for a stack that has every part, or every part but the drills, with one address that is told. */
export const wholeStack = (stack: {
  readonly ranges: readonly [string, string];
  readonly email: string;
  readonly isDrilled: boolean;
}) => [
  ...sitesAndDns(stack.ranges),
  ...operatorSwitch,
  ...monitoring(stack.email),
  ...dataSync,
  ...replicationAlarms,
  ...siteWatcher(stack.email),
  ...watchedSwitch,
  ...watchedContent,
  ...operations,
  ...(stack.isDrilled ? drills : []),
];

/** Sites, network and DNS. */
const sitesAndDns = ([primary, backup]: readonly [string, string]) => [
  ...siteResources("primary", "us-east-1", primary),
  ...siteResources("backup", "us-west-1", backup),
  "aws:route53/healthCheck:HealthCheck failover-backup-check us-east-1",
  "aws:route53/healthCheck:HealthCheck failover-primary-check us-east-1",
  "aws:route53/record:Record failover-backup us-east-1",
  "aws:route53/record:Record failover-backup-address us-east-1",
  "aws:route53/record:Record failover-primary us-east-1",
  "aws:route53/record:Record failover-primary-address us-east-1",
  "pulumi:index:Stash standing -",
  "pulumi:index:Stash zones -",
  "pulumi:providers:aws backup -",
  "pulumi:providers:aws global -",
  "pulumi:providers:aws primary -",
  "website-failover:index:FailoverDns failover -",
];

function siteResources(site: string, region: string, range: string) {
  return [
    `aws:ec2/eip:Eip ${site}-address ${region}`,
    `aws:ec2/eipAssociation:EipAssociation ${site}-address-association ${region}`,
    `aws:ec2/instance:Instance ${site}-instance ${region}`,
    `aws:ec2/networkInterface:NetworkInterface ${site}-interface ${region}`,
    `aws:ec2/securityGroup:SecurityGroup ${site}-firewall ${region}`,
    `aws:ec2/vpcEndpoint:VpcEndpoint ${site}-s3 ${region}`,
    `aws:iam/instanceProfile:InstanceProfile ${site}-profile ${region}`,
    `aws:iam/role:Role ${site}-role ${region}`,
    `aws:iam/rolePolicy:RolePolicy ${site}-session-manager ${region}`,
    `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ${site}-http-out ${region}`,
    `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ${site}-https-out ${region}`,
    `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ${site}-http-in ${region}`,
    `awsx:ec2:Vpc ${site}-vpc-${region}a-${range} ${region}`,
    `website-failover:index:RegionalSite ${site} -`,
  ];
}

/** What the operator's switch adds, its checks among the others. */
export const operatorSwitch = [
  "aws:route53/healthCheck:HealthCheck failover-primary-and-switch-check us-east-1",
  "aws:route53/healthCheck:HealthCheck failover-switch-check us-east-1",
  "aws:s3/bucket:Bucket switch-bucket us-west-1",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration switch-lifecycle us-west-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 switch-canary us-west-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 switch-topology us-west-1",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls switch-ownership us-west-1",
  "aws:s3/bucketPolicy:BucketPolicy switch-policy us-west-1",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock switch-public-access us-west-1",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration switch-encryption us-west-1",
  "aws:s3/bucketVersioning:BucketVersioning switch-versioning us-west-1",
  "website-failover:index:OperatorSwitch switch -",
];

/** What Monitoring adds, with one address that is told. */
export const monitoring = (email: string) => [
  ...topic("us-east-1", email),
  ...topic("us-west-1", email),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm monitoring-both-unhealthy us-east-1",
  "aws:cloudwatch/dashboard:Dashboard monitoring-dashboard us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-backup-instance us-west-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-backup-unhealthy us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-primary-instance us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-primary-losing-checkers us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm monitoring-primary-unhealthy us-east-1",
  "website-failover:index:Monitoring monitoring -",
];

function topic(region: string, email: string) {
  return [
    `aws:sns/topic:Topic monitoring-${region}-topic ${region}`,
    `aws:sns/topicPolicy:TopicPolicy monitoring-${region}-topic-policy ${region}`,
    `aws:sns/topicSubscription:TopicSubscription monitoring-${region}-${email} ${region}`,
  ];
}

/** What DrillSchedule adds, the watcher's alarm on it among the others. */
export const drills = [
  "aws:cloudwatch/logGroup:LogGroup drill-logs us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm drill-backup-answered us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm drill-backup-unhealthy us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm drill-not-ready us-east-1",
  "aws:fis/experimentTemplate:ExperimentTemplate drill-kill-server us-east-1",
  "aws:fis/experimentTemplate:ExperimentTemplate drill-stop-instance us-east-1",
  "aws:iam/role:Role drill-role us-east-1",
  "aws:iam/role:Role drill-schedule-role us-east-1",
  "aws:iam/rolePolicy:RolePolicy drill-role-policy us-east-1",
  "aws:iam/rolePolicy:RolePolicy drill-schedule-role-policy us-east-1",
  "aws:scheduler/schedule:Schedule drill-schedule us-east-1",
  "aws:sqs/queue:Queue drill-missed us-east-1",
  "aws:ssm/document:Document drill-stop-server us-east-1",
  watcherAlarm("drill-overdue"),
  "website-failover:index:DrillSchedule drill -",
];

/** What Operations adds. */
export const operations = [
  ...["drill", "observe", "override", "restore"].flatMap((role) => [
    `aws:iam/role:Role operations-${role}-role us-east-1`,
    `aws:iam/rolePolicy:RolePolicy operations-${role}-role-policy us-east-1`,
  ]),
  "aws:ssm/document:Document operations-start-server us-east-1",
  "aws:ssm/document:Document operations-stop-server us-east-1",
  "website-failover:index:Operations operations -",
];

/** What DataSync and the sites' rights to it add, with one table. */
export const dataSync = [
  ...syncedSite("primary", "backup", "us-east-1"),
  ...syncedSite("backup", "primary", "us-west-1"),
  "aws:dynamodb/table:Table sync-table-orders us-east-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 sync-first-current.json us-east-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 sync-first-index.html us-east-1",
  "aws:s3/bucketObjectv2:BucketObjectv2 sync-first-style.css us-east-1",
  "website-failover:index:DataSync sync -",
];

function syncedSite(site: string, other: string, region: string) {
  return [
    `aws:iam/role:Role sync-content-to-${other}-role us-east-1`,
    `aws:iam/rolePolicy:RolePolicy ${site}-content ${region}`,
    `aws:iam/rolePolicy:RolePolicy sync-content-to-${other}-role-policy us-east-1`,
    `aws:s3/bucket:Bucket sync-${site}-content ${region}`,
    `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration sync-${site}-content-lifecycle ${region}`,
    `aws:s3/bucketOwnershipControls:BucketOwnershipControls sync-${site}-content-ownership ${region}`,
    `aws:s3/bucketPolicy:BucketPolicy sync-${site}-content-policy ${region}`,
    `aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock sync-${site}-content-private ${region}`,
    `aws:s3/bucketReplicationConfig:BucketReplicationConfig sync-content-to-${other} ${region}`,
    `aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration sync-${site}-content-encryption ${region}`,
    `aws:s3/bucketVersioning:BucketVersioning sync-${site}-content-versioning ${region}`,
  ];
}

/** What DataSync adds where Monitoring has topics. */
export const replicationAlarms = [
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-backup-failed us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-backup-late us-west-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-backup-orders-late us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-primary-failed us-west-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-primary-late us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm sync-to-primary-orders-late us-west-1",
];

/** What SiteWatcher adds, with one address that is told. */
export const siteWatcher = (email: string) => [
  ...["answer-not-primary", "backup-unhealthy", "primary-unhealthy"].map(watcherAlarm),
  "aws:cloudwatch/logGroup:LogGroup watcher-logs us-west-1",
  "aws:iam/role:Role watcher-role us-east-1",
  "aws:iam/role:Role watcher-schedule-role us-east-1",
  "aws:iam/rolePolicy:RolePolicy watcher-role-policy us-east-1",
  "aws:iam/rolePolicy:RolePolicy watcher-schedule-role-policy us-east-1",
  "aws:lambda/function:Function watcher-function us-west-1",
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig watcher-no-retries us-west-1",
  "aws:scheduler/schedule:Schedule watcher-schedule us-west-1",
  "aws:sns/topic:Topic watcher-topic us-west-1",
  "aws:sns/topicPolicy:TopicPolicy watcher-topic-policy us-west-1",
  `aws:sns/topicSubscription:TopicSubscription watcher-${email} us-west-1`,
  "website-failover:index:SiteWatcher watcher -",
];

/** What SiteWatcher adds where there is a switch. */
export const watchedSwitch = ["switch-left-on", "switch-unreadable"].map(watcherAlarm);

/** What SiteWatcher adds where content is replicated. */
export const watchedContent = ["content-out-of-sync", "replication-late"].map(watcherAlarm);

function watcherAlarm(name: string) {
  return `aws:cloudwatch/metricAlarm:MetricAlarm watcher-${name} us-west-1`;
}
