import { styleText } from "node:util";
import { faultNamed } from "../rehearsal/faults";
import type { FaultName } from "../rehearsal/faults/names";
import type { FaultKind } from "../rehearsal/faults/fault";
import { shopperKinds } from "../rehearsal/shoppers/shopper";
import type { StackTopology } from "../recording/topology";
import {
  milestoneNames,
  milestonePhrases,
  milestonesOf,
  type Leg,
  type MilestoneName,
} from "../drill/milestones";
import { verdictSentence } from "../drill/report/sentence";
import { homeText, secondsText, shopperWords, toBackupText } from "../drill/report/words";
import type { Judgement } from "../drill/verdict";
import { hostName, targetsInWords } from "../drill/wiring";

/** A rehearsal that has ended, and what it was. */
export interface RehearsalResult {
  readonly topology: StackTopology;
  readonly judgement: Judgement;
  readonly fault: FaultName;
  readonly failureKind: FaultKind;
  readonly speed: number;
  readonly seed: number;
  /** Wall seconds of the whole command. */
  readonly tookSeconds: number;
  /** What the stack was recorded with beside its own settings. Default: nothing. */
  readonly assumed?: string | null;
}

const columns = 100;

/** The result of a rehearsal for people: at most 100 columns wide, all times in scenario seconds. */
export function rehearsalReport(result: RehearsalResult, hasColor: boolean): string {
  const { measured, expectation } = result.judgement;
  const isBroken = measured.faultSeconds !== null;
  const parts = [
    heading(result),
    ...(isBroken && expectation.answers === "backup"
      ? [
          legTable(result, "failover", "FAILOVER: seconds after the fault", hasColor),
          legTable(result, "failback", "FAILBACK: seconds after the restore", hasColor),
        ]
      : []),
    ...(isBroken ? [shopperTable(result, hasColor)] : []),
    verdict(result, hasColor),
    repetition(result),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function heading({ topology, judgement, fault, speed, assumed = null }: RehearsalResult): string[] {
  const { stack, sites } = topology;
  const { faultSeconds, restoreSeconds } = judgement.measured;
  const { targets, failureKind } = faultNamed(fault);
  const bystander = { primary: "left whole", backup: "stands by" } as const;
  const history =
    faultSeconds === null
      ? "not broken"
      : `broken at ${tenths(faultSeconds)} s, restored at ${tenths(restoreSeconds)} s`;
  return [
    `Rehearsal of ${hostName(topology)}, stack ${stack}: ${fault} on ${targetsInWords({ targets, failureKind })}, at ${speed} times real speed`,
    ...(assumed === null ? [] : [`  as if the stack had ${assumed}`]),
    ...sites
      .toSorted((a, b) => b.role.localeCompare(a.role))
      .map(({ role, region, publicIp }) => {
        const site = `  ${role.padEnd(9)}${region.padEnd(16)}${publicIp.padEnd(19)}`;
        return site + (failureKind !== "switched" && targets.includes(role) ? history : bystander[role]);
      }),
  ];
}

const labelWidth = 44;
const barWidth = 26;

function legTable(result: RehearsalResult, leg: Leg, title: string, hasColor: boolean): string[] {
  const { judgement } = result;
  const head = `${title.padEnd(labelWidth)}${"typical".padStart(8)}${"worst".padStart(8)}${"measured".padStart(10)}  ━ measured  ┤ worst`;
  return [
    paint("bold", head, hasColor),
    ...milestonesOf(result.failureKind).map((name) => {
      const { typicalSeconds, worstSeconds } = judgement.predicted[leg][name];
      const measured = judgement.measured[leg][name];
      const label = `  ${milestonePhrases[leg][name]}${vote(judgement, leg, name)}`.padEnd(labelWidth);
      const predicted = tenths(typicalSeconds).padStart(8) + tenths(worstSeconds).padStart(8);
      const bar = measured === null ? "" : `  ${barOf(judgement, measured, worstSeconds, hasColor)}`;
      return `${label}${predicted}${tenths(measured).padStart(10)}${bar}`;
    }),
  ];
}

function vote({ measured }: Judgement, leg: Leg, name: MilestoneName): string {
  const votes = leg === "failover" ? measured.failoverVote : measured.failbackVote;
  return name === "checkSeconds" && votes ? ` (${votes.healthyCheckers} of ${votes.checkers})` : "";
}

/** Solid up to what was measured, dotted up to the worst that was predicted: one scale for the whole report. */
function barOf(judgement: Judgement, measured: number, worst: number, hasColor: boolean): string {
  const all = (["failover", "failback"] as const).flatMap((leg) =>
    milestoneNames.flatMap((name) => [
      judgement.predicted[leg][name].worstSeconds,
      judgement.measured[leg][name] ?? 0,
    ]),
  );
  const cells = (seconds: number) => Math.round((Math.max(0, seconds) / Math.max(...all)) * (barWidth - 1));
  const solid = "━".repeat(cells(measured));
  if (measured > worst)
    return paint("red", `${"━".repeat(cells(worst))}┿${solid.slice(cells(worst))}`, hasColor);
  const rest = `${"╌".repeat(cells(worst) - cells(measured))}┤`;
  return paint("green", solid, hasColor) + paint("dim", rest, hasColor);
}

function shopperTable({ judgement }: RehearsalResult, hasColor: boolean): string[] {
  const line = (label: string, cells: readonly string[]) =>
    label.padEnd(labelWidth) + cells.map((cell) => cell.padStart(14)).join("");
  const rows = shopperKinds.map((kind) => {
    const shopper = { kind, ...judgement.measured.shoppers[kind] };
    const { failedRequests, longestGapSeconds } = shopper;
    const cells = [String(failedRequests ?? "unknown"), secondsText(longestGapSeconds)];
    return line(`  ${shopperWords(kind)}`, [
      ...cells,
      toBackupText(shopper),
      homeText(shopper, judgement.measured),
    ]);
  });
  const title = "SHOPPERS: seconds; only the first is judged";
  const columnTitles = ["failed pages", "outage", "to the backup", "home again"];
  return [paint("bold", line(title, columnTitles), hasColor), ...rows];
}

function verdict(result: RehearsalResult, hasColor: boolean): string[] {
  const { judgement } = result;
  const colors = { pass: "green", fail: "red", inconclusive: "yellow" } as const;
  const word = judgement.verdict.toUpperCase();
  const lines = wrap(`${word}: ${verdictSentence(result)}`, "");
  const [first = "", ...more] = lines;
  const painted =
    paint(colors[judgement.verdict], first.slice(0, word.length), hasColor) + first.slice(word.length);
  const findings = judgement.findings.flatMap(({ rule, message }) => wrap(`- ${message} [${rule}]`, "  "));
  return [painted, ...more, ...findings];
}

function repetition({ topology, fault, speed, seed, tookSeconds }: RehearsalResult): string[] {
  return [
    `Took ${tenths(tookSeconds)} s at speed ${speed}. The same again:`,
    `  npx failover rehearse --stack ${topology.stack} --fault ${fault} --speed ${speed} --seed ${seed}`,
  ];
}

/** Breaks a line at spaces; continuation lines are indented by `indent` and two more. */
function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    const isFull = line.trim() !== "" && line.length + 1 + word.length > columns;
    if (isFull) lines.push(line);
    line = isFull ? `${indent}  ${word}` : line.trim() === "" ? `${line}${word}` : `${line} ${word}`;
  }
  return [...lines, line];
}

function tenths(seconds: number | null): string {
  return seconds === null ? "never" : seconds.toFixed(1);
}

function paint(format: Parameters<typeof styleText>[0], text: string, hasColor: boolean): string {
  // Whether the output is a terminal is decided outside, where the output is known.
  return hasColor ? styleText(format, text, { validateStream: false }) : text;
}
