import type { RecordedResource, Recording } from "../../recording/recording";
import { statementsOf } from "./statements";

type Resources = Pick<Recording, "resources">;
type Inputs = Readonly<Record<string, unknown>>;

/** Ports that are open to somebody: site's rule, who, which, why. */
export function openPorts({ resources }: Resources): string[][] {
  return ofType(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(
    ({ name, inputs }) => [
      name,
      String(inputs["cidrIpv4"] ?? inputs["cidrIpv6"] ?? inputs["referencedSecurityGroupId"]),
      `${String(inputs["ipProtocol"])} ${[...new Set([inputs["fromPort"], inputs["toPort"]])].join(" to ")}`,
      String(inputs["description"]),
    ],
  );
}

/** Names that anybody can ask for, with their set identifiers. */
export function publicNames({ resources }: Resources): string[] {
  const names = ofType(resources, "aws:route53/record:Record").map(({ inputs }) => String(inputs["name"]));
  return [...new Set(names)].sort();
}

/** Objects that anybody may read. */
export function publicObjects(recording: Resources): string[] {
  return statementsOf(recording)
    .filter(({ effect, principal }) => effect === "Allow" && principal === "*")
    .flatMap(({ resources }) => resources);
}

/** How each bucket is kept: name, region, encryption, versions, what its Block Public Access refuses. */
export function buckets({ resources }: Resources): string[][] {
  return ofType(resources, "aws:s3/bucket:Bucket").map(({ id, name, region }) => {
    const setting = (type: string) =>
      resources.find((one) => one.type === type && one.inputs["bucket"] === id)?.inputs ?? {};
    const blocks = setting("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    return [
      name,
      region ?? "",
      encryption(
        setting("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"),
      ),
      versions(setting("aws:s3/bucketVersioning:BucketVersioning")),
      blocks["blockPublicPolicy"] === true ? "public ACLs and policies" : "public ACLs",
    ];
  });
}

/** How each instance is kept: name, metadata service, root volume. */
export function instances({ resources }: Resources): string[][] {
  return ofType(resources, "aws:ec2/instance:Instance").map(({ name, inputs }) => {
    const { httpTokens, httpPutResponseHopLimit } = inputs["metadataOptions"] as Inputs;
    const { encrypted } = inputs["rootBlockDevice"] as Inputs;
    return [
      name,
      `tokens ${String(httpTokens)}, ${String(httpPutResponseHopLimit)} hop`,
      encrypted === true ? "encrypted" : "**not encrypted**",
      inputs["keyName"] === undefined ? "none" : "**there is one**",
    ];
  });
}

/** What carries or keeps data beside buckets and volumes: name, region, encryption. */
export function otherStores({ resources }: Resources): string[][] {
  const tables = ofType(resources, "aws:dynamodb/table:Table").map(({ name, region, inputs }) => [
    name,
    region ?? "",
    inputs["serverSideEncryption"] === undefined ? "DynamoDB's own key" : "a key of the account",
  ]);
  const topics = ofType(resources, "aws:sns/topic:Topic").map(({ name, region, inputs }) => [
    name,
    region ?? "",
    inputs["kmsMasterKeyId"] === undefined
      ? "none: alarms would vanish behind SNS's own key, and their text is no secret"
      : "a key of the account",
  ]);
  const logs = ofType(resources, "aws:cloudwatch/logGroup:LogGroup").map(({ name, region, inputs }) => [
    name,
    region ?? "",
    inputs["kmsKeyId"] === undefined ? "CloudWatch's own key" : "a key of the account",
  ]);
  return [...tables, ...topics, ...logs];
}

/** Everything secret that a stack holds, in its settings, inputs or outputs. */
export function secretsOf({
  resources,
  secretOutputs,
}: Resources & Pick<Recording, "secretOutputs">): string[] {
  const inputs = resources.flatMap(({ name, secretInputs }) =>
    secretInputs.map((input) => `${name}: ${input}`),
  );
  return [...inputs, ...secretOutputs];
}

function ofType(resources: readonly RecordedResource[], type: string): RecordedResource[] {
  return resources
    .filter((resource) => resource.type === type)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function encryption({ rules = [] }: { rules?: unknown }): string {
  const [rule] = rules as readonly { applyServerSideEncryptionByDefault?: { sseAlgorithm: string } }[];
  return rule?.applyServerSideEncryptionByDefault?.sseAlgorithm ?? "**none**";
}

function versions({ versioningConfiguration }: { versioningConfiguration?: unknown }): string {
  const { status = "none" } = (versioningConfiguration ?? {}) as { status?: string };
  return status === "Enabled" ? "kept" : "**not kept**";
}
