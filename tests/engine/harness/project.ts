import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument, visit } from "yaml";
import { healthCheckRegions } from "../../../route53/types";
import { Account, type Facts } from "../standIns/account";
import { root } from "./plugins";

const program = [
  ...["index.ts", "components", "stacks", "route53", "site", "site-watcher", "package.json", "tsconfig.json"],
  ...["Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.staging.yaml"],
];

/** What the account holds before any test changes it: the zone that both stack files name. */
export const facts: Facts = {
  accountId: "123456789012",
  zones: { Z0123456789EXAMPLE: { name: "example.com", isPrivate: false } },
  amiRelease: "2026.01",
  failures: [],
  slowName: null,
  checkersSaw: seenByAll("Failure: HTTP Status Code 403, Forbidden. Resolved IP: 192.0.2.1"),
};

/** A checker in each region with the same sighting. */
export function seenByAll(status: string): Facts["checkersSaw"] {
  return healthCheckRegions.map((region) => ({ region, status }));
}

/** A temporary copy of the program that may be edited, with a backend and an AWS account of its own. */
export class Project {
  readonly directory: string;
  readonly account: Account;

  private constructor(
    readonly stack: string,
    from: string | null,
  ) {
    this.directory = mkdtempSync(join(tmpdir(), "engine-project-"));
    if (from === null) {
      for (const part of program) cpSync(join(root, part), join(this.directory, part), { recursive: true });
      cpSync(
        join(root, "tests/engine/standIns/route53Reports.ts"),
        join(this.directory, "components/route53Reports.ts"),
      );
      symlinkSync(join(root, "node_modules"), join(this.directory, "node_modules"));
    } else {
      cpSync(from, this.directory, { recursive: true, verbatimSymlinks: true });
    }
    this.account = new Account(this.accountDirectory);
    if (from === null) this.account.setFacts(facts);
  }

  /** The program as it is, not deployed yet. */
  static of(stack: string): Project {
    return new Project(stack, null);
  }

  get accountDirectory(): string {
    return join(this.directory, ".account");
  }

  get backendDirectory(): string {
    return join(this.directory, ".backend");
  }

  /** The same program in the same state, with its own account from here on. */
  copy(): Project {
    return new Project(this.stack, this.directory);
  }

  /** Writes one setting of the stack file, such as `primary.instanceType`; `undefined` removes it. */
  set(key: string, value: unknown): void {
    const file = join(this.directory, `Pulumi.${this.stack}.yaml`);
    const document = parseDocument(readFileSync(file, "utf8"));
    const [name = "", ...inner] = key.split(".");
    const path = ["config", `website-failover:${name}`, ...inner];
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, document.createNode(value));
    // The engine's YAML reader stumbles over a ? in a plain text.
    visit(document, {
      Scalar: (_key, node) => {
        if (typeof node.value === "string" && node.value.includes("?")) node.type = "QUOTE_DOUBLE";
      },
    });
    writeFileSync(file, document.toString({ lineWidth: 0 }));
  }

  /** Replaces a text of a source file. Throws when it does not stand there exactly once. */
  edit(file: string, from: string, to: string): void {
    const path = join(this.directory, file);
    const parts = readFileSync(path, "utf8").split(from);
    if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${from}`);
    writeFileSync(path, parts.join(to));
  }

  /** Changes what is true of the account. */
  suppose(changed: Partial<Facts>): void {
    this.account.setFacts({ ...this.account.facts(), ...changed });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
