import { answer, type Outcome } from "../route53/answer";
import type { Observation } from "../route53/healthCheck";
import { canonicalName, printable } from "../route53/names";
import type { RecordType } from "../route53/types";
import type { ChecksFile, DumpFiles, ZoneFile } from "./answerFiles";
import type { KnownNames } from "./answerNames";
import { blaming, refuseIfAny } from "./answerProblems";
import type { AnswerQuestion, Health } from "./answerQuestion";

/** What `failover answer` says to one question, in the form of its JSON. */
export interface Reply {
  /** The name asked for, lower case and with a final dot. */
  readonly name: string;
  readonly type: RecordType;
  /** Most probable first; the probabilities add up to 1. */
  readonly outcomes: readonly Outcome[];
  /** What the zone's answers may silently depend on; left out where there is nothing. */
  readonly warnings?: readonly string[];
}

/**
 * Answers a question from its files.
 *
 * @throws UserError, a line for each problem, for a file that cannot be used, a health check or target that it does
 * not know, a status of a CALCULATED check, or an answer that depends on a routing policy that is not modelled.
 */
export async function replyTo(question: AnswerQuestion, files: DumpFiles): Promise<Reply> {
  const { type, status = {}, target = {}, location = {} } = question;
  const zoneFile = await files.zone(question.records);
  const checksFile = await files.checks(question.checks);
  const targets = Object.entries(target).map(([name, health]) => [canonicalName(name), health] as const);
  refuseIfAny([...statusProblems(Object.keys(status), checksFile), ...targetProblems(targets, zoneFile)]);

  const isHealthy = checksFile.healthUnder(new Map(Object.entries(status).map(observationOf)));
  const healthOfTargets = new Map(targets);
  const targetHealth = (name: string) => healthOfTargets.get(name) !== "unhealthy";
  const outcomes = blaming(zoneFile.fileName, () =>
    answer(zoneFile.index, isHealthy, question, { location, targetHealth }),
  );
  const warnings = files.warnings(zoneFile, checksFile);
  const name = canonicalName(question.name);
  return { name, type, outcomes, ...(warnings.length > 0 && { warnings }) };
}

function observationOf([id, health]: readonly [string, Health]): readonly [string, Observation] {
  return [id, { kind: "status", isHealthy: health === "healthy" }];
}

function statusProblems(
  ids: readonly string[],
  { fileName, ids: known, calculatedIds }: ChecksFile,
): string[] {
  return ids.flatMap((id) => {
    const shown = `status ${printable(id)}`;
    if (!known.has(id)) return [`${shown}: ${fileName} has no such health check.${hint(id, known)}`];
    if (!calculatedIds.has(id)) return [];
    return [`${shown}: a CALCULATED check follows its children: state their status instead.`];
  });
}

function targetProblems(
  targets: readonly (readonly [string, Health])[],
  { fileName, targets: known }: ZoneFile,
): string[] {
  return targets
    .filter(([name]) => !known.has(name))
    .map(
      ([name]) => `target ${name}: no alias in ${fileName} leads there, out of the zone.${hint(name, known)}`,
    );
}

function hint(name: string, known: KnownNames): string {
  const nearest = known.nearest(name);
  return nearest === undefined ? "" : ` Did you mean ${printable(nearest)}?`;
}
