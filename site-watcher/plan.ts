/** What the watcher is told when it is deployed, and the names that it shares with others. */

/** Which of the two sites. */
export type SiteRole = "primary" | "backup";

/** What to look at each minute. A part that is null is not configured, and is not measured. */
export interface WatcherPlan {
  /** CloudWatch namespace of every metric; the role may publish to no other. */
  readonly namespace: string;
  /** Regions of the sites; the watcher runs in the backup's. */
  readonly regions: Readonly<Record<SiteRole, string>>;
  readonly publicIps: Readonly<Record<SiteRole, string>>;
  /** The name that fails over: what the name servers are asked for, and the Host header of every visit. */
  readonly recordName: string;
  /** The zone's name servers, by name or as `address` or `address:port`. */
  readonly nameServers: readonly string[];
  readonly healthPage: HealthPagePlan;
  readonly operatorSwitch: SwitchPlan | null;
  readonly content: ContentPlan | null;
  readonly drills: DrillsPlan | null;
}

/** Where a site says how it is, and the text that it says when it is well. */
export interface HealthPagePlan {
  readonly port: number;
  readonly path: string;
  readonly searchString: string;
}

/** The operator's switch: a bucket in the backup's region, two of whose objects anybody can read. */
export interface SwitchPlan {
  readonly bucket: string;
  /** The text in both objects that Route 53's check looks for. */
  readonly token: string;
  /** Manual failback: minutes on the backup after which traffic is held there. Null: failback is automatic. */
  readonly holdAfterMinutes: number | null;
}

/** The replicated buckets, one in each site's region. */
export interface ContentPlan {
  readonly buckets: Readonly<Record<SiteRole, string>>;
}

/** Drills: by the clock, and by hand. */
export interface DrillsPlan {
  /** FIS templates in the primary's region whose experiments are drills; empty where nobody drills by the clock. */
  readonly experimentTemplateIds: readonly string[];
  /** The bucket in the backup's region where drills by hand leave their journal; null where nobody drills by hand. */
  readonly journalBucket: string | null;
}

/** The environment variable of the function that holds its plan, as JSON. */
export const planVariable = "WATCHER_PLAN";

/** Key of the switch's object: while it is there, traffic goes to the backup. Operators write and remove it; the program never does. */
export const forceBackupKey = "force-backup";

/** What a switch's public objects hold to count. A redirect or an error page of S3 never holds it. */
export const switchToken = "go-to-the-backup";

/** Key of the object that is always there: who cannot read it would not see the switch either. */
export const switchReadyKey = "switch-ready";

/** Begins the keys, in the switch's bucket, of what drills by hand leave there. */
export const drillsPrefix = "drills/";

/** Key of the journal of the drill by hand that is in progress, or was the last. */
export const journalKey = `${drillsPrefix}journal.json`;

/** Key of what is left of the newest drill by hand that has succeeded. */
export const lastSuccessKey = `${drillsPrefix}last-success.json`;

/** Begins the keys that the watcher overwrites each minute. */
export const watcherPrefix = "site-watcher/";

/** Key, in the switch's bucket, of what the watcher remembers from one minute to the next. */
export const memoryKey = `${watcherPrefix}memory.json`;

/** Key, in both content buckets, of the watcher's heartbeat. */
export const heartbeatKey = `${watcherPrefix}heartbeat`;

/** Names of the metrics. */
export const metricNames = {
  /** By site: 1 healthy, 0 not. */
  siteHealthy: "SiteHealthy",
  /** The site that most of the name servers answer with: 1 the primary, 2 the backup. */
  answeringSite: "AnsweringSite",
  /** 1 when anybody can read the switch, 0 when not. */
  switchReadable: "SwitchReadable",
  /** 1 while the switch is on, 0 while it is off. */
  switchForced: "SwitchForced",
  /** 1 when both sites serve the same version, 0 when not. */
  contentInSync: "ContentInSync",
  /** Age of the newest heartbeat that has arrived on the backup's side: up to a minute more than the lag. */
  replicationLagSeconds: "ReplicationLagSeconds",
  /** Days since the start of the newest drill that succeeded. */
  daysSinceSuccessfulDrill: "DaysSinceSuccessfulDrill",
  /** 1 when a drill may begin, 0 when not; in the primary's region alone. */
  readyForDrill: "ReadyForDrill",
} as const;
