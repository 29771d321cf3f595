import { createRequire } from "node:module";
import { type Release, currentDocument, currentKey, releaseKey, releaseOf } from "../site/release";
import type { ContentStore, ContentTarget } from "./contentStore";
import { contentTarget } from "./contentTarget";
import { exitCodes, type ExitCode } from "./exitCodes";
import { readReleaseFiles } from "./releaseFiles";
import type * as s3Module from "./s3ContentStore";
import type { Surroundings } from "./surroundings";

/** The flags of `publish`. */
export interface PublishOptions {
  /** Folder with the pages. */
  readonly directory: string;
  readonly stack: string;
  /** Whose region's bucket takes the release; the other one gets it by replication. */
  readonly to: "primary" | "backup";
  readonly json: boolean;
}

/** What publishing needs of the world; tests put their own in place. */
export interface PublishWorld {
  readonly targetOf: typeof contentTarget;
  readonly openStore: (target: ContentTarget) => ContentStore;
}

/** Publishes a folder: all files of the release first, then the object that names it, so no site ever sees half. */
export async function publish(
  { directory, stack, to, json }: PublishOptions,
  { projectDirectory, signal, stdout }: Surroundings,
  { targetOf, openStore }: PublishWorld = aws,
): Promise<ExitCode> {
  const files = readReleaseFiles(directory);
  const release = releaseOf(files);
  const target = await targetOf(stack, to, projectDirectory);
  const store = openStore(target);
  let sent = 0;
  for (const { path, body } of files) {
    signal.throwIfAborted();
    // A release never changes: what is there from an earlier try is what would be sent.
    if (await store.putOnce(releaseKey(release.version, path), body)) sent += 1;
  }
  signal.throwIfAborted();
  await store.put(currentKey, Buffer.from(currentDocument(release)));
  stdout.write(json ? jsonLine(release, target, sent) : text(release, target, sent));
  return exitCodes.holds;
}

const load = createRequire(__filename);

const aws: PublishWorld = {
  targetOf: contentTarget,
  // The SDK takes a while to load: a folder that cannot be published should not wait for it.
  openStore: (target) => (load("./s3ContentStore") as typeof s3Module).s3ContentStore(target),
};

function text({ version, files }: Release, { bucket }: ContentTarget, sent: number): string {
  return (
    `published ${version}: ${files.length} files, ${sent} of them sent, to ${bucket}\n` +
    `Each site switches when all of it has reached its own region; its health page then says content=${version}\n`
  );
}

function jsonLine({ version, files }: Release, { bucket, region }: ContentTarget, sent: number): string {
  return `${JSON.stringify({ event: "published", version, files: files.length, sent, bucket, region })}\n`;
}
