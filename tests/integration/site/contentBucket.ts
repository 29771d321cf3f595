/** A directory in place of a content bucket, and an `aws` that gets objects from it. */

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type ContentFile, currentDocument, currentKey, releaseKey, releaseOf } from "../../../site/release";

/** Name of the one bucket that there is. */
export const bucketName = "shop-content-test";

// Knows one command, with its flags in the order of the script: anything else is an error, as a wrong flag should be.
const awsCommand = `#!/bin/bash
set -u
[ "$*" = "s3api get-object --region us-east-1 --bucket ${bucketName} --key $8 $9" ] || exit 252
echo "$8" >>"$(dirname "$0")/asked"
cp "$(dirname "$0")/objects/$8" "$9" 2>/dev/null || exit 254
`;

/** Holds what is put there until it is removed. */
export class ContentBucketDirectory {
  private readonly directory = mkdtempSync(join(tmpdir(), "bucket-"));

  constructor() {
    const command = join(this.directory, "aws");
    writeFileSync(command, awsCommand);
    chmodSync(command, 0o755);
  }

  /** The environment of a process that shall find this `aws`. */
  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, PATH: `${this.directory}${delimiter}${process.env["PATH"] ?? ""}` };
  }

  /** Puts one object. */
  put(key: string, body: string | Buffer): void {
    const path = join(this.directory, "objects", key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body);
  }

  /** Puts a release, without the files that are said to be on their way, and names it. Returns its version. */
  publish(pages: Readonly<Record<string, string>>, onTheirWay: readonly string[] = []): string {
    const files: ContentFile[] = Object.entries(pages).map(([path, text]) => ({
      path,
      body: Buffer.from(text),
    }));
    const release = releaseOf(files);
    for (const { path, body } of files) {
      if (!onTheirWay.includes(path)) this.put(releaseKey(release.version, path), body);
    }
    this.put(currentKey, currentDocument(release));
    return release.version;
  }

  /** The keys that were asked for since the last call, in order. */
  asked(): string[] {
    const log = join(this.directory, "asked");
    const keys = readFileSync(log, { encoding: "utf8", flag: "a+" }).split("\n").filter(Boolean);
    rmSync(log, { force: true });
    return keys;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}
