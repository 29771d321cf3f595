/** The figures and the evidence of a drill as HTML. */
import { markup, type Markup } from "../../report/markup";
import { bar, legHeadings } from "../../report/tables";
import { secondsText } from "../../report/words";
import type { DrillReport } from "../report";

type Figure = DrillReport["figures"][number];

/** Each instant of both ways beside the latest that was allowed, on one common scale. */
export function drillFiguresTable({ figures }: DrillReport): Markup {
  const longestSeconds = Math.max(
    1,
    ...figures
      .filter(hasBar)
      .flatMap(({ limitSeconds, measuredSeconds }) => [limitSeconds ?? 0, measuredSeconds ?? 0]),
  );
  const groups = (["failover", "failback"] as const).map((leg) => {
    const rows = figures.filter((figure) => figure.leg === leg);
    return markup`<tbody><tr><th class="leg" colspan="4" scope="rowgroup">${legHeadings[leg]}</th></tr>
${rows.map((figure) => figureRow(figure, longestSeconds))}</tbody>`;
  });
  return markup`<table class="figures"><thead><tr><th scope="col">instant</th><th scope="col">latest</th><th scope="col">measured</th><th class="bar" scope="col"><span class="range-key"></span> allowed <span class="dot-key"></span> measured</th></tr></thead>
${groups}</table>`;
}

/** Minutes of an alarm would leave nothing to see of all that takes seconds. */
function hasBar({ milestone }: Figure): boolean {
  return milestone !== "alarm";
}

function figureRow(figure: Figure, longestSeconds: number): Markup {
  const { what, limitSeconds, measuredSeconds } = figure;
  const latest = limitSeconds === null ? "no limit" : secondsText(limitSeconds);
  const measured = measuredSeconds === null ? "never" : secondsText(measuredSeconds);
  const range = { earliestSeconds: 0, worstSeconds: limitSeconds ?? 0, measuredSeconds };
  return markup`<tr><th scope="row">${what}</th><td>${latest}</td><td class="measured">${measured}</td><td class="bar">${hasBar(figure) ? bar(range, longestSeconds) : []}</td></tr>
`;
}

/** How the primary failed, in the order in which it did. */
export function phasesList({ phases }: DrillReport): Markup {
  if (phases.length === 0) return markup`<p class="note">Asked directly, the primary never failed.</p>`;
  const told = phases.map(({ reason, fromSeconds }) => `${reason} from ${fromSeconds.toFixed(1)} s`);
  return markup`<p class="note">Asked directly, the primary failed by: ${told.join(", ")}.</p>`;
}

/** The requests that were to change something on AWS, by their ids. */
export function changesTable({ calls }: DrillReport): Markup {
  const changes = calls.filter(({ operation }) => !isRead(operation));
  const rows = changes.map(
    ({ at, service, operation, requestId, error }) =>
      markup`<tr><th scope="row">${service} ${operation}${error === null ? [] : markup`: <b>${error}</b>`}</th><td>${at.replace("T", " ").replace(/\.\d+Z$/, "")}</td><td class="seen"><code>${requestId ?? "unknown"}</code></td></tr>
`,
  );
  const rest = calls.length - changes.length;
  return markup`<table class="changes"><thead><tr><th scope="col">request</th><th scope="col">ended (UTC)</th><th scope="col">request id</th></tr></thead>
<tbody>${rows}</tbody></table>
<p class="note">And ${rest} that only read. All are in report.json, with every observation; AWS support and CloudTrail know them by their ids.</p>`;
}

/** Every service that a drill asks names what only reads by one of these verbs. */
function isRead(operation: string): boolean {
  return /^(Get|Describe|List|Head)/.test(operation);
}
