import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "./physicalName";

/**
 * A document by which Systems Manager stops or starts the web server of an instance, once or again: the result is the
 * same. It takes no parameter, so that the right to send it is the right to do this and nothing else.
 *
 * Systems Manager keeps no order between commands: a stop that comes after the start does nothing for two minutes, and
 * whatever becomes of everybody, the instance itself starts the server again 20 minutes after a stop.
 */
export function serverDocument(
  name: string,
  verb: "stop" | "start",
  region: string,
  parent: pulumi.Resource,
): aws.ssm.Document {
  return new aws.ssm.Document(
    `${name}-${verb}-server`,
    {
      region,
      name: physicalName(`${name}-${verb}-server`),
      documentType: "Command",
      documentFormat: "JSON",
      targetType: "/AWS::EC2::Instance",
      content: JSON.stringify({
        schemaVersion: "2.2",
        description: verb === "stop" ? "Stops nginx." : "Starts nginx.",
        mainSteps: [
          {
            action: "aws:runShellScript",
            name: `${verb}Server`,
            precondition: { StringEquals: ["platformType", "Linux"] },
            inputs: { timeoutSeconds: "60", runCommand: [...serverCommands[verb]] },
          },
        ],
      }),
    },
    { parent },
  );
}

const oneAtATime = [
  "set -eu",
  'cd "${RUNTIME_DIRECTORY:-/run}"',
  "exec 9>website-failover-drill.lock",
  "flock 9",
];

/** The lines of each document's script, for /bin/sh. */
export const serverCommands = {
  stop: [
    ...oneAtATime,
    'if [ -n "$(find . -maxdepth 1 -name website-failover-drill.ended -mmin -2)" ]; then echo "started a moment ago"; exit 1; fi',
    "systemd-run --collect --unit=website-failover-drill --on-active=20min --timer-property=AccuracySec=1s /usr/bin/systemctl start nginx.service",
    "systemctl stop nginx.service",
  ],
  start: [
    ...oneAtATime,
    "touch website-failover-drill.ended",
    "systemctl stop website-failover-drill.timer 2>/dev/null || true",
    // A shop of somebody's own that runs without it has not been stopped either.
    "systemctl cat nginx.service >/dev/null 2>&1 || exit 0",
    "systemctl start nginx.service",
  ],
} as const;
