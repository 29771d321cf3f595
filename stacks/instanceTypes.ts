/**
 * The instance families that are offered in both of a failover's regions today, by region and architecture.
 * A short list on purpose: it catches a slip of the pen before anything is registered. Whether a zone really
 * offers the type is asked of EC2 itself, right after the providers (account.ts).
 */
const architectures: Record<string, "x86_64" | "arm64"> = {
  t3: "x86_64",
  t3a: "x86_64",
  t4g: "arm64",
  m5: "x86_64",
  m6i: "x86_64",
  m6g: "arm64",
  m7g: "arm64",
  c5: "x86_64",
  c6i: "x86_64",
  c6g: "arm64",
  c7g: "arm64",
  r5: "x86_64",
  r6i: "x86_64",
  r6g: "arm64",
};

const common = ["t3", "t4g", "m5", "m6i", "m6g", "c5", "c6i", "c6g", "r5", "r6i", "r6g"];

/** Families by region, for the regions that a site may stand in. */
export const familiesByRegion: Readonly<Record<string, readonly string[]>> = {
  "us-east-1": [...common, "t3a", "m7g", "c7g"],
  "us-east-2": [...common, "t3a", "m7g", "c7g"],
  "us-west-1": [...common, "t3a"],
  "us-west-2": [...common, "t3a", "m7g", "c7g"],
  "ca-central-1": common,
  "eu-west-1": [...common, "t3a", "m7g", "c7g"],
  "eu-west-2": common,
  "eu-central-1": [...common, "t3a", "m7g", "c7g"],
  "ap-southeast-1": common,
  "ap-southeast-2": common,
  "ap-northeast-1": common,
};

/** The family of an instance type: `t3` of `t3.small`. */
export function familyOf(instanceType: string): string {
  return instanceType.split(".", 1)[0] ?? instanceType;
}

/** Processor architecture of a listed instance type, as Amazon's AMI parameters spell it. */
export function architectureOf(instanceType: string): "x86_64" | "arm64" {
  return architectures[familyOf(instanceType)] ?? "x86_64";
}
