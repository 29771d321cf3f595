import { markup, type Insert, type Markup } from "./markup";
import type { Report } from "./schema";

/**
 * junit.xml for CI systems: a case for the verdict, one for each rule and instant that was judged, and one for each
 * finding beyond them. What is wrong in an inconclusive run is an error, not a failure.
 */
export function junitXml(report: Report): string {
  const { hostname, settings, tookWallSeconds, verdict, findings } = report;
  const cases = casesOf(report);
  const wrong = cases.filter((each) => each.findings.length > 0).length + (verdict === "pass" ? 0 : 1);
  const isCertain = verdict !== "inconclusive";
  const counts = markup`tests="${cases.length + 1}" failures="${isCertain ? wrong : 0}" errors="${isCertain ? 0 : wrong}" skipped="0" time="${tookWallSeconds.toFixed(3)}"`;
  const suite = `failover rehearsal of ${hostname}, stack ${settings.stack}: ${settings.fault}`;
  const kind = isCertain ? "failure" : "error";
  const overall = verdict === "pass" ? [] : complaint(kind, report.sentence, findings);
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts}>
<testsuite name="${suite}" ${counts}>
<properties><property name="speed" value="${settings.speed}"/><property name="seed" value="${settings.seed}"/></properties>
${testcase(settings, "verdict", overall)}${cases.map(({ name, findings: own }) =>
    testcase(settings, name, own[0] ? complaint(kind, own[0].message, own) : []),
  )}</testsuite>
</testsuites>
`.text;
}

type Finding = Report["findings"][number];

interface Case {
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** A case of its own, and the rules whose findings fail it; a rule that ends with `-` stands for all that begin so. */
type Judged = readonly [name: string, ...rules: string[]];

const alwaysJudged: readonly Judged[] = [
  ["baseline", "baseline"],
  ["budget-within-rto", "budget-within-rto"],
  ["request-interval", "request-interval"],
  ["failure-threshold", "failure-threshold"],
  ["healthy-share", "healthy-share"],
  ["wire-ttl", "wire-ttl"],
  ["schedule", "schedule"],
];

const judgedInMoves: readonly Judged[] = [
  ["answers", "answers"],
  ["pages", "pages"],
];

/** Where Route 53's rules say that nobody may move. */
const judgedInStays: readonly Judged[] = [
  ["answers stay", "answers", "hold"],
  ["checks", "check-", "probes"],
  ["pages", "pages"],
];

function casesOf(report: Report): Case[] {
  const { findings } = report;
  const cases = judgedIn(report).map(([name, ...rules]) => {
    const isItsOwn = (rule: string) =>
      rules.some((own) => (own.endsWith("-") ? rule.startsWith(own) : rule === own));
    return { name, findings: findings.filter(({ rule }) => isItsOwn(rule)) };
  });
  const told = new Set(cases.flatMap((each) => each.findings));
  const others = findings
    .filter((finding) => !told.has(finding))
    .map((finding) => ({ name: finding.rule, findings: [finding] }));
  return [...cases, ...others];
}

function judgedIn({ figures, faultSeconds }: Report): Judged[] {
  if (faultSeconds === null) return [...alwaysJudged];
  if (figures.length === 0) return [...alwaysJudged, ...judgedInStays];
  // The first probe is only shown, not judged.
  const instants = figures
    .filter(({ milestone }) => milestone !== "firstProbe")
    .map(({ leg, milestone, what }): Judged => [`${leg}: ${what}`, `${leg}-${milestone}-`]);
  return [...alwaysJudged, ...judgedInMoves, ...instants];
}

function testcase({ fault }: Report["settings"], name: string, content: Insert): Markup {
  return markup`<testcase classname="rehearse.${fault}" name="${name}">${content}</testcase>
`;
}

function complaint(kind: "failure" | "error", message: string, findings: readonly Finding[]): Markup {
  const lines = findings.map((finding) => `${finding.message} [${finding.rule}]\n`);
  return kind === "failure"
    ? markup`<failure message="${message}">${lines}</failure>`
    : markup`<error message="${message}">${lines}</error>`;
}
