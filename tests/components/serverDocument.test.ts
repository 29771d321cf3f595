import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { serverCommands } from "../../components/serverDocument";

/** Runs the documents' scripts in a shell, with stand-ins for what they call on an instance. */
describe("components/serverDocument", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "server-document-"));
    mkdirSync(join(folder, "bin"));
    for (const command of ["systemctl", "systemd-run", "flock"]) {
      const script = `#!/bin/sh\necho "${command} $*" >> "${folder}/calls"\n[ "$1" != cat ] || [ ! -e "${folder}/no-nginx" ]\n`;
      writeFileSync(join(folder, "bin", command), script, { mode: 0o755 });
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** The exit status, and what was called for. */
  const run = (verb: keyof typeof serverCommands): [number | null, ...string[]] => {
    const calls = join(folder, "calls");
    writeFileSync(calls, "");
    const PATH = [join(folder, "bin"), process.env["PATH"]].join(delimiter);
    const env = { PATH, RUNTIME_DIRECTORY: folder };
    const { status } = spawnSync("sh", ["-c", serverCommands[verb].join("\n")], { env });
    const said = readFileSync(calls, "utf8").trimEnd().split("\n");
    return [status, ...said.filter((line) => line !== "" && line !== "flock 9")];
  };
  const timer =
    "systemd-run --collect --unit=website-failover-drill --on-active=20min --timer-property=AccuracySec=1s /usr/bin/systemctl start nginx.service";
  const stopped = [timer, "systemctl stop nginx.service"];
  const started = [
    "systemctl stop website-failover-drill.timer",
    "systemctl cat nginx.service",
    "systemctl start nginx.service",
  ];

  it("stops the server only once the instance itself will start it again", () => {
    assert.deepEqual(run("stop"), [0, ...stopped]);
  });

  it("starts the server, and again", () => {
    assert.deepEqual(run("start"), [0, ...started]);
    assert.deepEqual(run("start"), [0, ...started]);
  });

  it("does not stop what was started less than two minutes ago: the stop of a drill that is over", () => {
    run("start");
    assert.deepEqual(run("stop"), [1]);
    const longAgo = new Date(Date.now() - 181_000);
    utimesSync(join(folder, "website-failover-drill.ended"), longAgo, longAgo);
    assert.deepEqual(run("stop"), [0, ...stopped]);
  });

  it("has nothing to start where nginx is not installed", () => {
    writeFileSync(join(folder, "no-nginx"), "");
    assert.deepEqual(run("start"), [0, ...started.slice(0, 2)]);
  });
});
