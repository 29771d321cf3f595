/** Where a switch's bucket belongs. */
export interface SwitchBucketOwner {
  readonly stack: string;
  readonly accountId: string;
  /** The backup's region. */
  readonly region: string;
}

/**
 * The name of the bucket that holds a stack's switch: of the account regional namespace, whose names end with account,
 * region and `an` (S3 User Guide, "Account regional namespace naming rules").
 */
export function switchBucketName({ stack, accountId, region }: SwitchBucketOwner): string {
  return `failover-switch-${stack}-${accountId}-${region}-an`;
}

/** The name of the bucket that the changes of that switch are written to: shorter, so what fits the switch fits it too. */
export function trailBucketName({ stack, accountId, region }: SwitchBucketOwner): string {
  return `failover-trail-${stack}-${accountId}-${region}-an`;
}

/** Why S3 or a health check would refuse the bucket that a stack's name makes; null when neither does. */
export function switchBucketNameProblem(owner: SwitchBucketOwner): string | null {
  const name = switchBucketName(owner);
  const most = owner.stack.length - (name.length - 63);
  // No period: S3's certificate covers one label in front of its own name.
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(owner.stack))
    return `names its bucket after the stack "${owner.stack}", but a bucket takes lower-case letters, digits and single hyphens alone; name the stack so, or turn the switch off`;
  if (owner.stack.length > most)
    return `names its bucket after the stack "${owner.stack}" of ${owner.stack.length} characters, but at most ${most} fit in with ${owner.region}; shorten the stack's name, or turn the switch off`;
  return null;
}
