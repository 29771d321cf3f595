import { arnOf, idOf } from "./identifiers";
import type { GivenType } from "./resourceTypes";

/** The types of experiments and what they need; each resource names its own region. */
export const drillTypes: Readonly<Record<string, GivenType>> = {
  "aws:fis/experimentTemplate:ExperimentTemplate": {
    inputs: [
      ...["region", "description", "roleArn", "targets", "actions", "stopConditions", "logConfiguration"],
      "tags",
    ],
    required: ["region", "description", "roleArn", "actions", "stopConditions"],
    replacing: ["region"],
    born: ({ seed }) => ({ id: idOf("EXT", seed).replace("-", ""), outputs: {} }),
  },
  "aws:ssm/document:Document": {
    inputs: ["region", "name", "documentType", "documentFormat", "targetType", "content", "tags"],
    required: ["region", "name", "documentType", "content"],
    replacing: ["region", "name", "documentType"],
    born: (birth) => {
      const id = String(birth.inputs["name"]);
      return { id, outputs: { arn: arnOf("ssm", birth, `document/${id}`) } };
    },
  },
  "aws:sqs/queue:Queue": {
    inputs: ["region", "name", "messageRetentionSeconds", "sqsManagedSseEnabled", "tags"],
    required: ["region", "name"],
    replacing: ["region", "name"],
    born: (birth) => {
      const name = String(birth.inputs["name"]);
      const id = `https://sqs.${birth.region}.amazonaws.com/${birth.accountId}/${name}`;
      return { id, outputs: { arn: arnOf("sqs", birth, name) } };
    },
  },
};
