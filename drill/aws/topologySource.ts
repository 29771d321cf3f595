import { failureReason } from "./failureReason";
import { parsedJson } from "./parsedJson";
import type { SwitchBucketAddress } from "./switchObjects";
import { parseAwsTopology, type AwsTopology } from "./topology";

/** Where a topology may come from; each call rejects with why it cannot. */
export interface TopologyPlaces {
  readonly readFile: (path: string) => Promise<string>;
  /** The stack's output, by the Pulumi CLI; null when there is no such program. */
  readonly pulumiTopology: (stack: string) => Promise<unknown>;
  /** Where the stack's program keeps its switch; null for a stack without one. */
  readonly switchBucketOf: (stack: string) => Promise<SwitchBucketAddress | null>;
  /** The text of the topology beside the switch; null when there is none. */
  readonly readKept: (bucket: SwitchBucketAddress) => Promise<string | null>;
}

/** Which topology is asked for. */
export interface TopologyRequest {
  readonly stack: string;
  /** File with all outputs or the topology alone; nothing else is asked then. */
  readonly outputs?: string;
  /** Whether the Pulumi CLI may be asked, whose state can be anywhere. */
  readonly mayAskPulumi: boolean;
}

/** A topology, and where it is from. */
export interface FoundTopology {
  readonly topology: AwsTopology;
  /** As people speak of it, with what was tried before. */
  readonly from: string;
}

/** The file that was named has the topology of another stack. */
export class OtherStackError extends Error {
  override readonly name = "OtherStackError";
}

/**
 * The topology of a stack: of the file that was named, else from the Pulumi CLI where it is installed, else the copy that
 * lies beside the switch in the backup's region, which is there when the state of the stack is not.
 *
 * @throws OtherStackError; Error with where it was looked for and how to give it.
 */
export async function findTopology(
  { stack, outputs, mayAskPulumi }: TopologyRequest,
  places: TopologyPlaces,
): Promise<FoundTopology> {
  if (outputs !== undefined) {
    const topology = topologyIn(await places.readFile(outputs), outputs);
    if (topology.stack === stack) return { topology, from: outputs };
    throw new OtherStackError(
      `${outputs}: it is of the stack ${topology.stack}; add --stack ${topology.stack}, or name another file.`,
    );
  }
  const { output, note } = mayAskPulumi ? await fromPulumi(stack, places) : { output: null, note: "" };
  if (output !== null)
    return {
      topology: parseAwsTopology(output, "pulumi stack output topology"),
      from: "pulumi stack output",
    };
  const kept = await keptTopology(stack, places, note);
  return { ...kept, from: `${kept.from}${note}` };
}

async function fromPulumi(
  stack: string,
  { pulumiTopology }: TopologyPlaces,
): Promise<{ readonly output: unknown; readonly note: string }> {
  try {
    return { output: await pulumiTopology(stack), note: "" };
  } catch (error) {
    return { output: null, note: ` (pulumi: ${failureReason(error)})` };
  }
}

async function keptTopology(
  stack: string,
  { switchBucketOf, readKept }: TopologyPlaces,
  note: string,
): Promise<FoundTopology> {
  const remedy = "Give it with --outputs FILE (output of: pulumi stack output --json).";
  const bucket = await switchBucketOf(stack);
  if (bucket === null)
    throw new Error(
      `the stack ${stack} has no switch, beside which its topology would lie${note}.\n${remedy}`,
    );
  const from = `s3://${bucket.bucketName}/topology.json`;
  const text = await readKept(bucket).catch((error: unknown) => {
    throw new Error(`${from} cannot be read: ${failureReason(error)}${note}.\n${remedy}`);
  });
  if (text === null) throw new Error(`${from} is not there: has the stack been deployed${note}?\n${remedy}`);
  return { topology: topologyIn(text, from), from };
}

/** @param text A topology, or an object that has one as its member `topology`. */
function topologyIn(text: string, source: string): AwsTopology {
  const document = parsedJson(text, source);
  const isOutputs = typeof document === "object" && document !== null && "topology" in document;
  return parseAwsTopology(isOutputs ? document.topology : document, source);
}
