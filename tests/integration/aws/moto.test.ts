import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { localClients } from "../../support/aws/localClients";
import { motoPython, startMoto } from "../../support/aws/moto";

/** Proves that moto is installed once and starts, and what is said when it cannot be had. */
describe("moto", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moto-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A machine whose python3 is this shell script. */
  const machineWith = (python: string) => {
    writeFileSync(join(folder, "python3"), `#!/bin/sh\n${python}\n`, { mode: 0o755 });
    return { path: `${folder}:/bin:/usr/bin`, cacheDirectory: join(folder, "cache") };
  };

  it("is installed once, by the hashes of its requirements, under a name that the next run finds", () => {
    // The environment's own Python is the script as well, and notes what pip is asked for.
    const machine = machineWith(
      `[ "$2" = venv ] || { echo "$@" >"${folder}/asked"; exit; }\nmkdir -p "$3/bin" && cp "$0" "$3/bin/python"`,
    );
    const python = motoPython(machine);
    assert.match(python, /\/website-failover\/moto-[0-9a-f]{16}\/bin\/python$/);
    assert.match(
      readFileSync(join(folder, "asked"), "utf8"),
      /^-m pip install .*--require-hashes --requirement \S+\/tests\/support\/aws\/requirements\.txt\n$/,
    );
    rmSync(join(folder, "python3"));
    assert.equal(motoPython(machine), python);
  });

  it("leaves nothing behind where it cannot be installed", () => {
    const machine = machineWith("exit 1");
    assert.throws(() => motoPython(machine), {
      message: `The tests against AWS's APIs need Python 3.11 or newer with venv (Debian: python3-venv); ${join(folder, "python3")} -m venv has failed.`,
    });
    assert.deepEqual(readdirSync(join(folder, "cache", "website-failover")), []);
  });

  it("says what is missing where there is no Python", () => {
    assert.throws(() => motoPython({ path: folder, cacheDirectory: folder }), {
      message:
        "The tests against AWS's APIs need Python 3.11 or newer with venv (Debian: python3-venv); there is no python3 on PATH.",
    });
  });

  it("answers with an account of its own, empty each time", async () => {
    const moto = await startMoto();
    try {
      const { sdk, client } = localClients(moto.endpoint).route53();
      const { HealthChecks: checks } = await client.send(new sdk.ListHealthChecksCommand({}));
      assert.deepEqual(checks, []);
    } finally {
      await moto.stop();
    }
  });

  it("ends with the process that has started it, however that ends", async () => {
    const program = `
      require("ts-node/register/transpile-only");
      require("./tests/support/aws/moto").startMoto().then(({ endpoint }) => console.log(endpoint));
    `;
    const starter = spawn(process.execPath, ["--eval", program], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(createInterface(starter.stdout), "line")) as [string];
    const { hostname: host, port } = new URL(line);
    const isThere = () =>
      new Promise<boolean>((resolve) => {
        const socket = connect({ host, port: Number(port) });
        socket.on("error", () => {
          resolve(false);
        });
        socket.on("connect", () => {
          socket.destroy();
          resolve(true);
        });
      });
    assert.equal(await isThere(), true);
    starter.kill("SIGKILL");
    // Within the time limit of the test.
    while (await isThere()) await setTimeout(20);
  });
});
