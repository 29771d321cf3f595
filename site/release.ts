/** A release: one version of the shop's content, as it lies in the content buckets. */

import { createHash } from "node:crypto";

/** One file of a release, before it is published. */
export interface ContentFile {
  /** Path below the release and in URLs, such as `img/mug.webp`; `isReleasePath` says which are taken. */
  readonly path: string;
  readonly body: Buffer;
}

/** What `current.json` says: the release that sites shall serve, with everything that belongs to it. */
export interface Release {
  /** 12 hex digits. */
  readonly version: string;
  /** Sorted by path. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** Key of the object that names the current release; written last. */
export const currentKey = "current.json";

/** Key prefix of all releases. */
export const releasesPrefix = "releases/";

/** The page of a shop that every release has. */
export const frontPage = "index.html";

/** A version, as a regular expression that Python reads alike. */
export const versionPattern = "[0-9a-f]{12}";

/** A path, likewise: no empty segment, none that starts with a dot, so that no path leaves its release. */
export const pathPattern = "[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*";

/** Longest path in characters: an instance's file system must hold it below its own directories. */
export const maximumPathLength = 200;

/** Whether a file may be part of a release. */
export function isReleasePath(path: string): boolean {
  return path.length <= maximumPathLength && new RegExp(`^(${pathPattern})$`).test(path);
}

/**
 * The release that these files make. Without a version it gets one that follows from paths and bodies, so the same
 * content is the same release and no release ever changes.
 */
export function releaseOf(files: readonly ContentFile[], version?: string): Release {
  const listed = files
    .map(({ path, body }) => ({ path, sha256: sha256(body) }))
    .sort((one, two) => (one.path < two.path ? -1 : 1));
  const lines = listed.map(({ path, sha256: digest }) => `${digest}  ${path}\n`).join("");
  return { version: version ?? sha256(lines).slice(0, 12), files: listed };
}

/** Key of one file of a release. */
export function releaseKey(version: string, path: string): string {
  return `${releasesPrefix}${version}/${path}`;
}

/** The body of `current.json`. */
export function currentDocument(release: Release): string {
  return `${JSON.stringify(release, null, 1)}\n`;
}

function sha256(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}
