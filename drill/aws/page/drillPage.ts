import { heading, htmlDocument } from "../../report/document";
import { definitions, legendList, tilesList } from "../../report/lists";
import { markup, type Markup } from "../../report/markup";
import { timelineSvg, type Allowed, type Timeline } from "../../report/timelineSvg";
import type { DrillReport, JudgedDrill } from "../report";
import { drillLanes } from "./drillLanes";
import { changesTable, drillFiguresTable, phasesList } from "./drillTables";

/** report.html: the whole report of one drill on AWS, in the form of a rehearsal's. */
export function drillPage(report: DrillReport, drill: Pick<JudgedDrill, "events" | "watched">): string {
  const { hostname, journal, verdict } = report;
  const content = markup`${heading(`Failover drill on AWS, stack ${journal.stack}`, hostname, report, tiles(report))}
<section aria-labelledby="timeline">
<h2 id="timeline">What happened</h2>
${legend}
${timelineSvg(drillTimeline(report, drill))}
</section>
<section aria-labelledby="figures">
<h2 id="figures">Allowed and measured</h2>
${drillFiguresTable(report)}
${phasesList(report)}
</section>
<section aria-labelledby="drill">
<h2 id="drill">Who drilled what</h2>
${settingsList(report)}
</section>
<section aria-labelledby="changes">
<h2 id="changes">What was changed on AWS</h2>
${changesTable(report)}
</section>`;
  return htmlDocument(`${verdict.toUpperCase()}: drill of ${journal.fault}, ${hostname}`, content);
}

function tiles({ figures, budget }: DrillReport): Markup {
  const measured = (leg: string) =>
    latest(figures.filter((figure) => figure.leg === leg && isOfResolver(figure)));
  return tilesList([
    [measured("failover"), "until clients were sent to the backup"],
    [budget.promisedSeconds, "promised at worst"],
    [budget.acceptedSeconds, "accepted by this stack"],
    [measured("failback"), "until they were sent home again"],
  ]);
}

function isOfResolver({ milestone }: DrillReport["figures"][number]): boolean {
  return milestone.startsWith("resolver-");
}

/** When the last of them had followed; null: not all have. */
function latest(figures: DrillReport["figures"]): number | null {
  const seconds = figures.flatMap(({ measuredSeconds }) => measuredSeconds ?? []);
  return seconds.length > 0 && seconds.length === figures.length ? Math.max(...seconds) : null;
}

const legend = legendList([
  ["passed", "passes"],
  ["failed", "fails, as long as it took"],
  ["believes", "checker holds the site healthy"],
  ["doubts", "checker holds the site unhealthy"],
  ["primary", "primary"],
  ["backup", "backup"],
  ["broken", "no page; unhealthy; alarm"],
  ["limit", "18 %: healthy only above"],
  ["budget", "time allowed until resolvers follow"],
]);

function drillTimeline(
  report: DrillReport,
  { events, watched }: Pick<JudgedDrill, "events" | "watched">,
): Timeline {
  const { hostname, sentence, journal, faultSeconds, restoreSeconds } = report;
  const endSeconds = Math.max(0, ...events.map(({ atSeconds }) => atSeconds));
  const inOrder = events.toSorted((a, b) => a.atSeconds - b.atSeconds);
  return {
    title: `Timeline of the drill of ${hostname}`,
    sentence,
    fault: journal.fault,
    faultSeconds,
    restoreSeconds,
    endSeconds,
    allowed: [...allowed(report, "failover", faultSeconds), ...allowed(report, "failback", restoreSeconds)],
    groups: (axis) => drillLanes({ events: inOrder, watched, endSeconds }, axis),
  };
}

/** Within what the resolvers must have followed. */
function allowed({ figures }: DrillReport, leg: string, fromSeconds: number | null): Allowed[] {
  const worstSeconds = figures.find((figure) => figure.leg === leg && isOfResolver(figure))?.limitSeconds;
  if (fromSeconds === null || worstSeconds === null || worstSeconds === undefined) return [];
  return [{ fromSeconds, worstSeconds, label: `limit ${Number(worstSeconds.toFixed(1))} s` }];
}

function settingsList({ journal, speed }: DrillReport): Markup {
  const { operation, region, ...what } = journal.undo;
  const entries: [string, string | number][] = [
    ["fault", journal.fault],
    ["begun", journal.startedAt],
    ["by", journal.principal],
    ["account", journal.accountId],
    ["undone by", `${operation} in ${region}`],
    ...Object.entries(what)
      .filter(([, value]) => value !== "")
      .map(([name, value]): [string, string] => [name, String(value)]),
    ["dead man's restore", `${journal.schedule.name}, ${journal.schedule.region}, at ${journal.undoneAt}`],
    ...(speed === 1 ? [] : [["speed", `${speed} scenario seconds a second`] as [string, string]]),
  ];
  return definitions(entries);
}
