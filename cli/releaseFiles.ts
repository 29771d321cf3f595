import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { type ContentFile, frontPage, isReleasePath, maximumPathLength } from "../site/release";
import { UserError } from "./errors";

/** Most files of a release: an instance fetches them one by one. */
const maximumFiles = 1_000;

/** Most bytes of a release: two of them must fit on an instance's disk beside everything else. */
const maximumBytes = 500 * 1024 * 1024;

/**
 * Every file below a folder, as a release holds them, sorted by path.
 *
 * @throws UserError naming what cannot be published, all of it at once.
 */
export function readReleaseFiles(directory: string): ContentFile[] {
  const paths = listed(directory);
  const problems = [...pathProblems(paths), ...sizeProblems(directory, paths)];
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return paths.map((path) => ({ path, body: readFileSync(join(directory, path)) }));
}

function listed(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((path) => !statSync(join(directory, path)).isDirectory())
      .map((path) => path.split(sep).join("/"))
      .sort();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${directory} cannot be read: ${reason}\nName the folder that holds your pages.`);
  }
}

function pathProblems(paths: readonly string[]): string[] {
  const refused = paths
    .filter((path) => !isReleasePath(path))
    .map(
      (path) =>
        `${path} cannot be published: a path has letters, digits, . _ - and /, at most ${maximumPathLength} ` +
        `characters, and no part of it starts with a dot`,
    );
  if (paths.includes(frontPage)) return refused;
  return [...refused, `there is no ${frontPage}, the page that shoppers come in by`];
}

function sizeProblems(directory: string, paths: readonly string[]): string[] {
  const bytes = paths.reduce((sum, path) => sum + statSync(join(directory, path)).size, 0);
  return [
    ...(paths.length > maximumFiles ? [`${paths.length} files are too many; at most ${maximumFiles}`] : []),
    ...(bytes > maximumBytes ? [`${bytes} bytes are too many; at most ${maximumBytes}`] : []),
  ];
}
