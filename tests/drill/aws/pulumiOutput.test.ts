import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pulumiTopology } from "../../../drill/aws/pulumiOutput";

const { signal } = new AbortController();

/** With a CLI of this test's own in front of everything on PATH. */
describe("drill/aws/pulumiOutput", () => {
  const path = process.env["PATH"];
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "pulumi-"));
  });
  afterEach(() => {
    process.env["PATH"] = path;
    rmSync(directory, { recursive: true });
  });

  const install = (script: string) => {
    writeFileSync(join(directory, "pulumi"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(directory, "pulumi"), 0o755);
    process.env["PATH"] = [directory, path].join(delimiter);
  };

  it("asks the CLI for the one output, in the project's folder, without a question", async () => {
    install('echo "{\\"args\\": \\"$*\\", \\"folder\\": \\"$PWD\\"}"');
    assert.deepEqual(await pulumiTopology("staging", directory, signal), {
      args: "stack output topology --json --stack staging --non-interactive",
      folder: directory,
    });
  });

  it("has nothing where there is no CLI", async () => {
    process.env["PATH"] = directory;
    assert.equal(await pulumiTopology("prod", directory, signal), null);
  });

  it("gives the first line of what the CLI complains of", async () => {
    install('echo "error: no stack named prod found" >&2; echo "more" >&2; exit 255');
    await assert.rejects(pulumiTopology("prod", directory, signal), {
      message: "error: no stack named prod found",
    });
  });

  it("ends when it is told to", async () => {
    install("exec sleep 60");
    const stop = new AbortController();
    const asked = pulumiTopology("prod", directory, stop.signal);
    stop.abort(new Error("stop"));
    await assert.rejects(asked, { message: "stop" });
  });
});
