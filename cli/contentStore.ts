/** A content bucket, as far as publishing needs it. */
export interface ContentStore {
  /** Stores an object unless its key is taken; says whether it did. */
  putOnce(key: string, body: Buffer): Promise<boolean>;
  /** Stores an object in place of what its key held. */
  put(key: string, body: Buffer): Promise<void>;
}

/** Where a content bucket is, and whose it must be. */
export interface ContentTarget {
  readonly region: string;
  readonly bucket: string;
  readonly accountId: string;
}
