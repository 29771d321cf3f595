import { watcherPrefix } from "../site-watcher/plan";

/**
 * A lifecycle rule for a bucket that keeps versions: what the watcher overwrites each minute would leave 1,440 of them a
 * day. Of two rules that fit an object, S3 follows the shorter one (S3 User Guide, "How Amazon S3 handles
 * conflicts in lifecycle configurations").
 */
export const watcherVersions = {
  id: "watcher",
  status: "Enabled",
  filter: { prefix: watcherPrefix },
  noncurrentVersionExpiration: { noncurrentDays: 1 },
} as const;
