import { drillSentence, type JudgedDrill } from "../drill/aws/report";
import { preflightRules } from "../drill/aws/preflight/rules";
import type { Finding } from "../drill/finding";
import type { DrillFigure } from "../drill/aws/figures";
import type { Leg } from "../drill/milestones";

/** Why nothing was drilled: a line for each finding, or one JSON object. */
export function drillRefusal(findings: readonly Finding[], json: boolean): string {
  if (json) return `${JSON.stringify({ event: "verdict", verdict: "refused", findings })}\n`;
  const lines = findings.map(({ rule, message }) => `- ${message} [${rule}]`);
  const isOfPreflight = findings.some(({ rule }) => preflightRules.some(({ id }) => id === rule));
  const hint = isOfPreflight ? "A rule that need not hold: --accept RULE\n" : "";
  return `\nREFUSED: nothing was touched.\n${lines.join("\n")}\n${hint}`;
}

/** The result of a drill: a table for people, or the last line of `--json`. */
export function drillResult(drill: JudgedDrill, json: boolean): string {
  const { verdict, judgement, journal } = drill;
  const { figures, findings, measured } = judgement;
  const { id, stack, fault } = journal;
  if (json)
    return `${JSON.stringify({ event: "verdict", verdict, id, stack, fault, measured, figures, findings })}\n`;
  // An inverted check is nothing that a probe of the site could meet.
  const isProbed = fault !== "invert-check";
  const phases = measured.phases.map(
    ({ reason, fromSeconds }) => `${reason} from ${fromSeconds.toFixed(1)} s`,
  );
  const parts = [
    legTable(
      figures,
      "failover",
      `FAILOVER: seconds after ${isProbed ? "the first failed direct probe" : "the call"}`,
    ),
    ...(phases.length > 0 ? [[`  The primary, asked directly: ${phases.join(", ")}`]] : []),
    legTable(
      figures,
      "failback",
      `FAILBACK: seconds after ${isProbed ? "the first that passed again" : "the call that undid it"}`,
    ),
    [
      `${verdict.toUpperCase()}: ${drillSentence(drill)}`,
      ...findings.map(({ rule, message }) => `  - ${message} [${rule}]`),
    ],
  ];
  return `\n${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const labelWidth = 58;

function legTable(figures: readonly DrillFigure[], leg: Leg, title: string): string[] {
  const cell = (seconds: number | null, unknown: string) =>
    (seconds === null ? unknown : seconds.toFixed(1)).padStart(10);
  return [
    `${title.padEnd(labelWidth)}${"measured".padStart(10)}${"latest".padStart(10)}`,
    ...figures
      .filter((figure) => figure.leg === leg)
      .map(
        ({ what, measuredSeconds, limitSeconds }) =>
          `  ${what}`.padEnd(labelWidth) + cell(measuredSeconds, "never") + cell(limitSeconds, "-"),
      ),
  ];
}
