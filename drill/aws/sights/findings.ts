import type { AwsTopology } from "../topology";
import type { StackSights } from "./status";

/** What is not as it should be while all is well: a sentence each, the shop's own troubles first. */
export function findingsOf(sights: StackSights, { operatorSwitch, record }: AwsTopology): string[] {
  return [
    ...sights.sites.flatMap(siteFindings),
    ...contentFindings(sights.sites),
    ...sights.checks.flatMap((check) => checkFindings(check, operatorSwitch?.healthCheckId ?? null)),
    ...sights.answers.flatMap((answer) => answerFindings(answer, record.name)),
    ...switchFindings(sights.operatorSwitch),
    ...sights.alarms.map(({ region, name, state }) =>
      state === null
        ? `There is no alarm ${name} in ${region}.`
        : `The alarm ${name} in ${region} is ${state}.`,
    ),
    ...sights.unconfirmed.map(
      ({ endpoint, topicArn }) => `${endpoint} has not confirmed its subscription to ${topicArn}.`,
    ),
    ...drillFindings(sights.drill),
  ];
}

function siteFindings({ role, publicIp, statesRole, problem }: StackSights["sites"][number]): string[] {
  return [
    ...(problem === null ? [] : [`The ${role} is unhealthy at ${publicIp}: ${problem}.`]),
    ...(statesRole === null || statesRole === role
      ? []
      : [`${publicIp} is the ${role}'s address, but the site there says that it is the ${statesRole}.`]),
  ];
}

function contentFindings(sites: StackSights["sites"]): string[] {
  const stated = sites.filter(({ contentVersion }) => contentVersion !== null);
  if (new Set(stated.map(({ contentVersion }) => contentVersion)).size < 2) return [];
  const versions = stated.map(({ role, contentVersion }) => `the ${role} ${contentVersion ?? ""}`);
  return [`The sites serve different content: ${versions.join(", ")}.`];
}

function checkFindings(check: StackSights["checks"][number], switchCheckId: string | null): string[] {
  const { healthCheckId, label, isHealthy, isInverted, isDisabled, healthyCheckers, checkers } = check;
  const mayBeInverted = healthCheckId === switchCheckId;
  const votes =
    checkers === null ? "" : `: ${healthyCheckers ?? 0} of ${checkers} checkers see its endpoint healthy`;
  return [
    ...(isHealthy === false ? [`${sentence(label)} is unhealthy${votes}.`] : []),
    ...(isHealthy === null ? [`${sentence(label)} is unknown: ${whyUnknown(check)}.`] : []),
    ...(isDisabled === true ? [`${sentence(label)} is disabled: it sees nothing.`] : []),
    ...(isInverted !== null && isInverted !== mayBeInverted
      ? [`${sentence(label)} is ${isInverted ? "inverted" : "not inverted"}.`]
      : []),
  ];
}

function whyUnknown({ type, checkers }: StackSights["checks"][number]): string {
  if (type === "CALCULATED") return "so is a check that it counts";
  return checkers === 0 ? "no checker reports" : "it could not be seen";
}

function answerFindings({ server, addresses, site }: StackSights["answers"][number], name: string): string[] {
  if (addresses === null || site === "primary") return [];
  const who = site === null ? "neither site" : `the ${site}`;
  return [`${sentence(server)} answers ${name} with ${addresses.join(", ") || "nothing"}, ${who}.`];
}

function switchFindings(operatorSwitch: StackSights["operatorSwitch"]): string[] {
  if (operatorSwitch === null) return [];
  const { isOn, isReadable, note, isLeftOver } = operatorSwitch;
  const isNoted = note !== null && note.endedAt === null;
  const why = isNoted
    ? ` since ${note.since}, by ${note.by}: ${note.reason ?? "no reason given"}`
    : ", and nobody has noted why";
  return [
    ...(isOn === true ? [`The switch is on${why}.`] : []),
    ...(isOn === null ? ["Whether the switch is on is unknown: S3 does not tell."] : []),
    ...(isLeftOver ? [`The switch is left over: it should have been off by ${note?.until ?? ""}.`] : []),
    ...(isReadable === false
      ? ["Checkers cannot read the switch: it counts as off, and cannot be put on."]
      : []),
  ];
}

function drillFindings(drill: StackSights["drill"]): string[] {
  if (drill?.verdict === null)
    return [`A drill is in progress: ${drill.fault} since ${drill.startedAt}, by ${drill.principal}.`];
  return drill?.verdict === "fail"
    ? [`The last drill has failed: ${drill.fault} at ${drill.startedAt}.`]
    : [];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
