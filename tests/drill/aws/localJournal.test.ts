import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { localJournal } from "../../../drill/aws/localJournal";
import { openJournal } from "./sampleDrill";

const fs = createRequire(__filename)("node:fs") as {
  fsyncSync: (descriptor: number) => void;
  renameSync: (from: string, to: string) => void;
};

describe("drill/aws/localJournal", () => {
  let stateHome: string;
  beforeEach(() => {
    stateHome = mkdtempSync(join(tmpdir(), "drills-"));
  });
  afterEach(() => {
    rmSync(stateHome, { recursive: true });
  });
  const local = () => localJournal("prod", { XDG_STATE_HOME: stateHome });

  it("lies in the folder for state, one file for each stack", () => {
    assert.equal(local().path, join(stateHome, "website-failover/drills/prod.json"));
    const byDefault = join(homedir(), ".local/state/website-failover/drills/staging.json");
    for (const given of [undefined, "", "state"]) {
      assert.equal(localJournal("staging", { XDG_STATE_HOME: given }).path, byDefault);
    }
  });

  it("keeps what was written last, for its owner's eyes, and nothing beside it", () => {
    assert.equal(local().read(), null);
    local().write(openJournal());
    local().write(openJournal("block-http"));
    assert.deepEqual(local().read(), openJournal("block-http"));
    const folder = join(stateHome, "website-failover/drills");
    assert.deepEqual(readdirSync(folder), ["prod.json"]);
    assert.equal(statSync(local().path).mode & 0o777, 0o600);
    local().remove();
    local().remove();
    assert.deepEqual([local().read(), readdirSync(folder)], [null, []]);
  });

  it("is on the disk before it has its name, and its name is before anything else happens", () => {
    const done: string[] = [];
    const { fsyncSync, renameSync } = fs;
    fs.fsyncSync = (descriptor) => {
      fsyncSync(descriptor);
      done.push("fsync");
    };
    fs.renameSync = (from, to) => {
      renameSync(from, to);
      done.push("rename");
    };
    try {
      local().write(openJournal());
    } finally {
      Object.assign(fs, { fsyncSync, renameSync });
    }
    assert.deepEqual(done, ["fsync", "rename", "fsync"]);
  });

  for (const text of ["", "{", '{"version":1}']) {
    it(`refuses a file that is no journal: ${text}`, () => {
      local().write(openJournal());
      writeFileSync(local().path, text);
      const message = `${local().path} is no journal of a drill; look at what it says, then remove it.`;
      assert.throws(() => local().read(), { message });
    });
  }
});
