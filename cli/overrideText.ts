/** What `failover override` tells people. */
import type { OverrideOutcome } from "../drill/aws/override";
import type { AnswerSight } from "../drill/aws/sights/answers";
import type { SwitchSight } from "../drill/aws/sights/operatorSwitch";

/** What one server answers now. */
export function answerLine({ server, addresses, site }: AnswerSight, name: string): string {
  if (addresses === null) return `  ${server} does not answer`;
  const who = site === null ? "neither site" : `the ${site}`;
  return `  ${server} answers ${name} with ${addresses.join(", ") || "nothing"}, ${who}`;
}

/** How turning the switch has ended. */
export function outcomeLines(action: "on" | "off", outcome: OverrideOutcome, name: string): string {
  if (outcome.outcome === "refused")
    return `REFUSED: ${outcome.problem}.\nNothing was changed. --force turns the switch ${action} all the same.\n`;
  const { warnings, hasCome, answers, tookSeconds } = outcome;
  const site = action === "on" ? "backup" : "primary";
  const behind = answers.filter((answer) => answer.site !== site).map(({ server }) => server);
  const end = hasCome
    ? `DONE: every name server answers ${name} with the ${site}, after ${Math.round(tookSeconds)} s. Resolvers follow within the TTL.`
    : `NOT DONE: the switch is ${action}, but after ${Math.round(tookSeconds)} s the ${site} is not what these answer: ${behind.join(", ")}.`;
  return `${[...warnings.map((warning) => `warning: ${warning}`), end].join("\n")}\n`;
}

/** How the switch is, and what is noted of it. */
export function switchLines({ isOn, isReadable, note, isLeftOver }: SwitchSight): string[] {
  const state = isOn === null ? "unknown" : isOn ? "ON" : "off";
  const readable =
    isReadable === null ? "unknown" : isReadable ? "yes" : "NO: it counts as off, and cannot be put on";
  const lines = [`${state}; readable by checkers: ${readable}`];
  if (note === null || note.endedAt !== null) return lines;
  const until = note.until === null ? "nobody has said until when" : `until ${note.until}`;
  return [
    ...lines,
    `since ${note.since}, ${until}${isLeftOver ? ": LEFT OVER" : ""}`,
    `by ${note.by}: ${note.reason ?? "no reason given"}`,
  ];
}
