import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { identifyProcess } from "../../../rehearsal/sites/processIdentity";

describe("identifyProcess", () => {
  it("tells two processes apart, and one from itself never", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000) // (odd) name"]);
    await once(child, "spawn");
    const mine = identifyProcess(process.pid);
    const its = identifyProcess(child.pid!);
    assert.ok(mine && its);
    assert.deepEqual(identifyProcess(process.pid), mine);
    assert.notEqual(its.startTime, mine.startTime);
    assert.match(its.commandLine, /\(odd\) name/);
    child.kill("SIGKILL");
    await once(child, "exit");
    assert.equal(identifyProcess(child.pid!), null);
  });

  it("knows a process that is stopped", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(child, "spawn");
    const before = identifyProcess(child.pid!);
    child.kill("SIGSTOP");
    assert.equal(identifyProcess(child.pid!)?.startTime, before?.startTime);
    child.kill("SIGKILL");
    await once(child, "exit");
  });
});
