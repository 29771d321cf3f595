import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumi } from "./pulumi";

/** Proves where the engine is looked for, in which order, and what is said when it cannot be had. */
describe("the engine's toolchain", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "toolchain-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A machine with these commands on its PATH, each a shell script. */
  const machineWith = (commands: Readonly<Record<string, string>>) => {
    for (const [name, script] of Object.entries(commands))
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { path: folder, cacheDirectory: join(folder, "cache") };
  };
  /** Notes its arguments and makes the file that -o names. */
  const go = 'echo "$@" > "$0.args"; while [ "$1" != -o ]; do shift; done; echo built > "$2"';

  for (const [version, fits] of [
    ["v3.248.0", true],
    ["v3.247.9", false],
    ["v3.300.1", true],
    ["v4.0.0", false],
    ["v0.0.0", false],
  ] as const) {
    it(`${fits ? "takes" : "leaves"} a pulumi ${version} that is on PATH`, () => {
      const machine = machineWith({ pulumi: `echo ${version}`, go });
      assert.equal(pulumi(machine) === join(folder, "pulumi"), fits);
    });
  }

  it("builds the version of go.mod once, under a name that the next run finds", () => {
    const machine = machineWith({ go });
    const built = pulumi(machine);
    assert.equal(readFileSync(built, "utf8"), "built\n");
    assert.match(
      readFileSync(join(folder, "go.args"), "utf8"),
      /^build -trimpath -ldflags -s -w -X github\.com\/pulumi\/pulumi\/sdk\/v3\/go\/common\/version\.Version=v3\.259\.0 -o \S+ github\.com\/pulumi\/pulumi\/pkg\/v3\/cmd\/pulumi\n$/,
    );
    rmSync(join(folder, "go"));
    assert.equal(pulumi(machine), built);
  });

  it("says what is missing where there is neither a pulumi nor Go", () => {
    const machine = machineWith({});
    assert.throws(() => pulumi(machine), {
      message:
        "The engine tests need the Pulumi CLI 3.248.0 or newer, or Go to build it; neither is on PATH.",
    });
  });
});
