import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "./physicalName";

/**
 * A document by which Systems Manager stops or starts the web server of an instance, once or again: the result is the
 * same. It takes no parameter, so that the right to send it is the right to do this and nothing else.
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
            inputs: { timeoutSeconds: "60", runCommand: [`systemctl ${verb} nginx.service`] },
          },
        ],
      }),
    },
    { parent },
  );
}
