import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "./physicalName";

/**
 * Stops the web server of an instance for five minutes. The instance itself starts it again, by a timer that is set
 * before the server is stopped: whoever cancels the command, and whatever becomes of Systems Manager, changes nothing
 * of that. Where such a timer is still running, nothing is stopped.
 */
export function drillDocument(name: string, region: string, parent: pulumi.Resource): aws.ssm.Document {
  return new aws.ssm.Document(
    `${name}-stop-server`,
    {
      region,
      name: physicalName(`${name}-stop-server`),
      documentType: "Command",
      documentFormat: "JSON",
      targetType: "/AWS::EC2::Instance",
      content: JSON.stringify(stopServer),
    },
    { parent },
  );
}

const stopServer = {
  schemaVersion: "2.2",
  description: "Stops nginx and lets it start again after five minutes.",
  mainSteps: [
    {
      action: "aws:runShellScript",
      name: "stopServer",
      precondition: { StringEquals: ["platformType", "Linux"] },
      inputs: {
        timeoutSeconds: "60",
        runCommand: [
          "set -eu",
          "systemd-run --collect --unit=drill-ends --on-active=5min --timer-property=AccuracySec=1s /usr/bin/systemctl start nginx.service",
          "systemctl stop nginx.service",
        ],
      },
    },
  ],
};
