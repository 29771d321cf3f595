import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Account, type Change } from "./account";

/** Proves what providers of one stack, each a process of its own, see of each other's changes. */

const change = (name: string): Change => ({
  operation: "create",
  isOutage: false,
  resource: {
    ...{ type: "aws:ec2/vpc:Vpc", name, site: "primary", region: "us-east-1", id: `vpc-${name}` },
    ...{ inputs: {}, outputs: {} },
  },
});

describe("the account behind the stand-ins", () => {
  let folder: string;
  let account: Account;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "account-"));
    account = new Account(folder);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("has no changes before the first", () => {
    assert.deepEqual(account.changes(), []);
  });

  it("tells its changes in their order", () => {
    account.record(change("one"));
    account.record(change("two"));
    assert.deepEqual(account.changes(), [change("one"), change("two")]);
  });

  it("tells the whole changes while another process is writing one", () => {
    account.record(change("one"));
    const log = join(folder, "changes.log");
    const line = JSON.stringify(change("two"));
    appendFileSync(log, line.slice(0, 20));
    assert.deepEqual(account.changes(), [change("one")]);
    appendFileSync(log, line.slice(20));
    assert.deepEqual(account.changes(), [change("one")]);
    appendFileSync(log, "\n");
    assert.deepEqual(account.changes(), [change("one"), change("two")]);
  });
});
