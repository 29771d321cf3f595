/** What a stack's content bucket in one region is named after. */
export interface ContentBucketOwner {
  readonly stack: string;
  /** Keeps the name apart from those of other accounts: bucket names are shared by all of AWS. */
  readonly accountId: string;
  readonly region: string;
}

/**
 * Name of the bucket that holds the published content for the site in that region. It follows from the settings, so
 * that instances and their roles know it before the bucket is there.
 */
export function contentBucketName({ stack, accountId, region }: ContentBucketOwner): string {
  return `shop-content-${stack}-${accountId}-${region}`;
}

/** Whether S3 takes the name, without the dots that break TLS (S3 User Guide, "General purpose bucket naming rules"). */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name);
}
