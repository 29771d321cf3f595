import { styleText } from "node:util";
import type { Finding } from "../drill/finding";
import type { Verdict } from "../drill/verdict";
import type { FaultName } from "../rehearsal/faults/names";

/** What came of one fault. */
export interface CaseRow {
  readonly fault: FaultName;
  /** Where the rules say that the answers go, and where they went. */
  readonly expected: string;
  readonly seen: string;
  /** Scenario seconds from the fault until the authoritative server answered with the backup; null if it never did. */
  readonly flipSeconds: number | null;
  /** For how many scenario seconds new shoppers got no page; null when it cannot be told. */
  readonly failedShopperSeconds: number | null;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** What the cases have in common. */
export interface Circumstances {
  readonly stack: string;
  readonly speed: number;
  readonly seed: number;
  /** Wall seconds of the whole command. */
  readonly tookSeconds: number;
}

/** The table of all faults for people: at most 100 columns wide, then what was found, then the verdict on all. */
export function faultTable(
  rows: readonly CaseRow[],
  circumstances: Circumstances,
  hasColor: boolean,
): string {
  const { stack, speed, seed, tookSeconds } = circumstances;
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    hasColor ? styleText(format, text, { validateStream: false }) : text;
  const colors = { pass: "green", fail: "red", inconclusive: "yellow" } as const;
  const passed = rows.filter(({ verdict }) => verdict === "pass").length;
  const lines = [
    paint("bold", line("FAULT", "EXPECTED BY THE RULES", "SEEN", "FLIP", "FAILED") + "VERDICT"),
    ...rows.map((row) => cellsOf(row) + paint(colors[row.verdict], row.verdict)),
    "",
    ...rows.flatMap(({ fault, findings }) =>
      findings.map(({ rule, message }) => `- ${fault}: ${message} [${rule}]`),
    ),
    `${passed} of ${rows.length} faults pass. FLIP: seconds until the name server answers with the backup;`,
    "FAILED: seconds in which new shoppers got no page; both in scenario time.",
    `Took ${tookSeconds.toFixed(1)} s at speed ${speed}. The same again:`,
    `  npx failover rehearse --stack ${stack} --fault all --speed ${speed} --seed ${seed}`,
  ];
  return `${lines.join("\n")}\n`;
}

function cellsOf({ fault, expected, seen, flipSeconds, failedShopperSeconds }: CaseRow): string {
  return line(fault, expected, seen, tenths(flipSeconds, "-"), tenths(failedShopperSeconds, "unknown"));
}

function line(fault: string, expected: string, seen: string, flip: string, failed: string): string {
  return (
    fault.padEnd(23) + expected.padEnd(28) + seen.padEnd(27) + flip.padStart(6) + failed.padStart(8) + " "
  );
}

function tenths(seconds: number | null, unknown: string): string {
  return seconds === null ? unknown : seconds.toFixed(1);
}
