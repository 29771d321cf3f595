/**
 * The AWS account behind the stand-in, as files of one folder, because every provider of a stack is a process of its
 * own: one file for each resource, a log of every change in the order in which it was made, and a file of facts that
 * a test may edit between two runs.
 */
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Inputs } from "./resourceTypes";

/** A resource that exists in the account. */
export interface StoredResource {
  readonly type: string;
  readonly name: string;
  /** The `site` of the provider's default tags; empty for what belongs to no site. */
  readonly site: string;
  readonly region: string;
  readonly id: string;
  readonly inputs: Inputs;
  readonly outputs: Inputs;
}

/** One change of the account. */
export interface Change {
  readonly operation: "create" | "update" | "delete";
  /** Whether the resource's site could not be reached while it was made. */
  readonly isOutage: boolean;
  /** The resource after the change; of a deletion, before it. */
  readonly resource: StoredResource;
}

/** An operation that the account fails, once or until the facts are edited. */
export interface Failure {
  readonly operation: Change["operation"];
  readonly type: string;
  /** `partial`: the resource is made, and the call fails nevertheless. */
  readonly isPartial?: boolean;
}

/** What is true of the account without the program. */
export interface Facts {
  readonly accountId: string;
  readonly zones: Readonly<Record<string, { readonly name: string; readonly isPrivate: boolean }>>;
  /** Goes into every AMI id: a new text is a new release of Amazon Linux. */
  readonly amiRelease: string;
  readonly failures: readonly Failure[];
  /** The logical name of a resource that takes its time, so that one which does not wait for it overtakes it. */
  readonly slowName: string | null;
  /** What the checkers of every health check have seen last. */
  readonly checkersSaw: readonly { readonly region: string; readonly status: string }[];
}

/** The account in one folder. */
export class Account {
  constructor(private readonly directory: string) {
    mkdirSync(join(directory, "resources"), { recursive: true });
  }

  facts(): Facts {
    return JSON.parse(readFileSync(join(this.directory, "facts.json"), "utf8")) as Facts;
  }

  setFacts(facts: Facts): void {
    writeFileSync(join(this.directory, "facts.json"), JSON.stringify(facts, null, 2));
  }

  resources(): StoredResource[] {
    const folder = join(this.directory, "resources");
    return readdirSync(folder)
      .sort()
      .flatMap((file) => readIfThere(join(folder, file)));
  }

  find(type: string, id: string): StoredResource | undefined {
    return readIfThere(this.fileOf({ type, id }))[0];
  }

  /** Puts a resource there behind the program's back; a provider records its changes with `record`. */
  put(resource: StoredResource): void {
    // Renamed into its place whole: another provider's process may list the files meanwhile.
    const draft = join(this.directory, `draft-${process.pid}.json`);
    writeFileSync(draft, JSON.stringify(resource, null, 2));
    renameSync(draft, this.fileOf(resource));
  }

  remove(resource: StoredResource): void {
    rmSync(this.fileOf(resource), { force: true });
  }

  record(change: Change): void {
    if (change.operation === "delete") this.remove(change.resource);
    else this.put(change.resource);
    appendFileSync(join(this.directory, "changes.log"), `${JSON.stringify(change)}\n`);
  }

  /** For each time that Route 53 was asked for the checkers' sightings, how many changes had been made before. */
  changesBeforeQuestions(): number[] {
    const file = join(this.directory, "questions.log");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : [];
  }

  /** Every change so far that is written down whole, oldest first. */
  changes(): Change[] {
    let text = "";
    try {
      text = readFileSync(join(this.directory, "changes.log"), "utf8");
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
    // Another provider's process may be in the middle of the last line: a long write is seen page by page.
    const lines = text.split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Change);
  }

  private fileOf({ type, id }: Pick<StoredResource, "type" | "id">): string {
    const key = createHash("sha256").update(`${type} ${id}`).digest("hex").slice(0, 32);
    return join(this.directory, "resources", `${key}.json`);
  }
}

/** Another provider's process may delete a file while this one lists them. */
function readIfThere(file: string): StoredResource[] {
  try {
    return [JSON.parse(readFileSync(file, "utf8")) as StoredResource];
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
