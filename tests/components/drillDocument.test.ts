import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { drillDocument } from "../../components/drillDocument";
import { record } from "../../recording/record";
import { resourceOf } from "../support/recordings";

/** Runs the document's commands in a shell whose systemd only writes down what it is asked. */

const setTimer =
  "systemd-run --collect --unit=drill-ends --on-active=5min --timer-property=AccuracySec=1s /usr/bin/systemctl start nginx.service";
const stop = "systemctl stop nginx.service";

describe("components/drillDocument", () => {
  let inputs: Readonly<Record<string, unknown>>;
  let directory: string;

  beforeEach(async () => {
    const recording = await record(() => {
      const provider = new aws.Provider("ireland", { region: "eu-west-1" });
      drillDocument("drill", "eu-west-1", provider);
    });
    ({ inputs } = resourceOf(recording, "aws:ssm/document:Document", "drill-stop-server"));
    directory = mkdtempSync(join(tmpdir(), "drill-document-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  function asked(timerStatus: number): { readonly status: number; readonly calls: readonly string[] } {
    const log = join(directory, "log");
    writeFileSync(log, "");
    const answer = (command: string, status: number) => {
      const lines = ["#!/bin/sh", `echo "${command} $*" >> "${log}"`, `exit ${status}`];
      writeFileSync(join(directory, command), `${lines.join("\n")}\n`, { mode: 0o755 });
    };
    answer("systemd-run", timerStatus);
    answer("systemctl", 0);
    const status = statusOf(commandsOf(inputs), directory);
    return { status, calls: readFileSync(log, "utf8").split("\n").slice(0, -1) };
  }

  it("is a command of this region that takes no parameter", () => {
    const { content, ...rest } = inputs;
    assert.deepEqual(rest, {
      region: "eu-west-1",
      name: "website-failover-test-drill-stop-server",
      documentType: "Command",
      documentFormat: "JSON",
      targetType: "/AWS::EC2::Instance",
    });
    const document = JSON.parse(String(content)) as Record<string, unknown>;
    assert.deepEqual(Object.keys(document), ["schemaVersion", "description", "mainSteps"]);
    assert.equal(document["schemaVersion"], "2.2");
  });

  it("sets the timer that starts nginx again before it stops nginx", () => {
    assert.deepEqual(asked(0), { status: 0, calls: [setTimer, stop] });
  });

  it("stops nothing when the timer cannot be set, as while another one is running", () => {
    assert.deepEqual(asked(1), { status: 1, calls: [setTimer] });
  });
});

function commandsOf(inputs: Readonly<Record<string, unknown>>): string {
  const { mainSteps } = JSON.parse(String(inputs["content"])) as {
    mainSteps: { inputs: { runCommand: string[] } }[];
  };
  assert.equal(mainSteps.length, 1);
  return mainSteps[0]!.inputs.runCommand.join("\n");
}

function statusOf(script: string, path: string): number {
  try {
    execFileSync("/bin/sh", ["-c", script], { env: { PATH: path } });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}
