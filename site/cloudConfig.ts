/** The few parts of a cloud-config that the bootstrap uses (cloud-init documentation, "Module reference"). */

import { gzipSync } from "node:zlib";

/** One entry of `write_files`. */
export interface WrittenFile {
  readonly path: string;
  readonly permissions: "0644" | "0755";
  readonly encoding?: "gz+b64";
  readonly content: string;
}

/** One entry of `runcmd`. */
export type Command = readonly string[];

/** A file that everybody may read. */
export function readable(path: string, content: string): WrittenFile {
  return { path, permissions: "0644", content };
}

/** A file that everybody may run. */
export function executable(path: string, content: string): WrittenFile {
  return { path, permissions: "0755", content };
}

/** A file that everybody may read, compressed on its way: user data is limited. */
export function packed(path: string, content: string): WrittenFile {
  const body = gzipSync(content, { level: 9 }).toString("base64");
  return { path, permissions: "0644", encoding: "gz+b64", content: body };
}

/** Enables a unit and starts it without waiting for it. */
export function start(unit: string): Command {
  return ["systemctl", "enable", "--now", "--no-block", unit];
}
