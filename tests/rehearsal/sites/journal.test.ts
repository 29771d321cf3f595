import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJournal, siteProgram, sweepLeftovers } from "../../../rehearsal/sites/journal";
import { identifyProcess } from "../../../rehearsal/sites/processIdentity";

describe("the journal of site processes", () => {
  let folder: string;
  let children: ChildProcess[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "journal-test-"));
    children = [];
  });

  afterEach(() => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  /** A process that only its command line tells from a site. */
  async function startProcess(program: string): Promise<number> {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", program]);
    children.push(child);
    await once(child, "spawn");
    return child.pid!;
  }

  async function deadProcess(): Promise<{ pid: number; startTime: string }> {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(child, "spawn");
    const { startTime } = identifyProcess(child.pid!)!;
    child.kill("SIGKILL");
    await once(child, "exit");
    return { pid: child.pid!, startTime };
  }

  function entry(pid: number): { pid: number; startTime: string } {
    return { pid, startTime: identifyProcess(pid)!.startTime };
  }

  function writeJournal(...entries: { pid: number; startTime: string }[]): void {
    const text = entries.map((each) => `${JSON.stringify(each)}\n`).join("");
    writeFileSync(join(folder, "left.ndjson"), text);
  }

  const isAlive = (pid: number): boolean => identifyProcess(pid) !== null;

  it("is a file for this user only, with this process first and its children after", async () => {
    const journal = openJournal(folder);
    const pid = await startProcess(siteProgram);
    journal.record(pid);
    const [file] = readdirSync(folder).map((name) => join(folder, name));
    assert.equal(statSync(file!).mode & 0o777, 0o600);
    const lines = readFileSync(file!, "utf8").trim().split("\n");
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      [entry(process.pid), entry(pid)],
    );
    journal.close();
    assert.deepEqual(readdirSync(folder), []);
  });

  it("lets a sweep end the sites of a dead rehearsal, and deletes its journal", async () => {
    const site = await startProcess(siteProgram);
    writeJournal(await deadProcess(), entry(site), await deadProcess());
    const ended = once(children[0]!, "exit");
    assert.equal(await sweepLeftovers(folder), 1);
    assert.deepEqual(await ended, [null, "SIGKILL"]);
    assert.deepEqual(readdirSync(folder), []);
    assert.equal(await sweepLeftovers(folder), 0);
  });

  it("keeps a sweep away from the sites of a rehearsal that runs", async () => {
    const site = await startProcess(siteProgram);
    openJournal(folder).record(site);
    assert.equal(await sweepLeftovers(folder), 0);
    assert.ok(isAlive(site));
    assert.equal(readdirSync(folder).length, 1);
  });

  it("never lets a sweep end a stranger: another start time, or another program", async () => {
    const recycled = await startProcess(siteProgram);
    const stranger = await startProcess("somethingElse");
    writeJournal(await deadProcess(), { ...entry(recycled), startTime: "0" }, entry(stranger));
    assert.equal(await sweepLeftovers(folder), 0);
    assert.ok(isAlive(recycled));
    assert.ok(isAlive(stranger));
    assert.deepEqual(readdirSync(folder), []);
  });

  it("takes a recycled parent id for a dead rehearsal", async () => {
    const site = await startProcess(siteProgram);
    writeJournal({ ...entry(process.pid), startTime: "0" }, entry(site));
    assert.equal(await sweepLeftovers(folder), 1);
  });

  it("reads on past a line that was cut off, and leaves a journal alone that has no parent yet", async () => {
    const site = await startProcess(siteProgram);
    writeFileSync(join(folder, "new.ndjson"), "");
    writeJournal(await deadProcess(), entry(site));
    writeFileSync(join(folder, "left.ndjson"), '{"pid":12', { flag: "a" });
    assert.equal(await sweepLeftovers(folder), 1);
    assert.deepEqual(readdirSync(folder), ["new.ndjson"]);
  });

  it("refuses a folder that others may enter", async () => {
    chmodSync(folder, 0o755);
    const expected = {
      message: `${folder} must be a folder that only you can enter: remove it, or make it yours with mode 700.`,
    };
    assert.throws(() => openJournal(folder), expected);
    await assert.rejects(sweepLeftovers(folder), expected);
  });
});
