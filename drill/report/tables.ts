/** The figures of a report as HTML tables. */
import { markup, type Markup } from "./markup";
import type { Report } from "./schema";
import { homeText, secondsText, shopperLabel, shopperWords, toBackupText } from "./words";

type Figure = Report["figures"][number];

/** Headings of the two ways. */
export const legHeadings = {
  failover: "To the backup (s after the fault)",
  failback: "Home again (s after the restore)",
} as const;

/** Predicted and measured instants of both ways, each beside a bar on one common scale. */
export function figuresTable({ figures }: Report): Markup {
  if (figures.length === 0) return markup`<p>No move was due, so there is none to compare.</p>`;
  const longestSeconds = Math.max(
    1,
    ...figures.map(({ worstSeconds, measuredSeconds }) => Math.max(worstSeconds, measuredSeconds ?? 0)),
  );
  const groups = (["failover", "failback"] as const).map((leg) => {
    const rows = figures.filter((figure) => figure.leg === leg);
    return markup`<tbody><tr><th class="leg" colspan="5" scope="rowgroup">${legHeadings[leg]}</th></tr>
${rows.map((figure) => figureRow(figure, longestSeconds))}</tbody>`;
  });
  return markup`<table class="figures"><thead><tr><th scope="col">instant</th><th scope="col">typical</th><th scope="col">worst</th><th scope="col">measured</th><th class="bar" scope="col"><span class="range-key"></span> predicted range <span class="dot-key"></span> measured</th></tr></thead>
${groups}</table>`;
}

function figureRow(figure: Figure, longestSeconds: number): Markup {
  const { what, typicalSeconds, worstSeconds, measuredSeconds } = figure;
  return markup`<tr><th scope="row">${what}</th><td>${secondsText(typicalSeconds)}</td><td>${secondsText(worstSeconds)}</td><td class="measured">${measuredSeconds === null ? "never" : secondsText(measuredSeconds)}</td><td class="bar">${bar(figure, longestSeconds)}</td></tr>
`;
}

/** What was allowed and what was measured. Repeats what the cells beside it say, so it is silent for those who listen. */
export function bar(
  {
    earliestSeconds,
    worstSeconds,
    measuredSeconds,
  }: Pick<Figure, "earliestSeconds" | "worstSeconds" | "measuredSeconds">,
  longestSeconds: number,
): Markup {
  const percent = (seconds: number) => Math.round((seconds / longestSeconds) * 960) / 10 + 2;
  const from = percent(earliestSeconds);
  const dot =
    measuredSeconds === null
      ? []
      : markup`<circle class="dot" cx="${percent(measuredSeconds)}%" cy="8" r="4.5"/>`;
  return markup`<svg aria-hidden="true" width="100%" height="16"><rect class="range" x="${from}%" y="5" width="${Math.round((percent(worstSeconds) - from) * 10) / 10}%" height="6" rx="3"/>${dot}</svg>`;
}

/** What each kind of shopper went through. */
export function shoppersTable(report: Report): Markup {
  const rows = report.shoppers.map(
    (shopper) =>
      markup`<tr><th scope="row"><b>${shopperLabel(shopper.kind)}</b> <span class="kind">${shopperWords(shopper.kind)}</span></th><td>${shopper.failedRequests ?? "unknown"}</td><td>${secondsText(shopper.longestGapSeconds)}</td><td>${toBackupText(shopper)}</td><td>${homeText(shopper, report)}</td></tr>
`,
  );
  return markup`<table class="stacked shoppers"><thead><tr><th scope="col">shopper</th><th scope="col">failed requests</th><th scope="col">longest outage</th><th scope="col">to the backup</th><th scope="col">home again</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

/** Where each figure is from: the rule behind the prediction, the event behind the measurement; both ways alike. */
export function sourcesList({ figures }: Report): Markup {
  const items = figures
    .filter(({ leg }) => leg === "failover")
    .map(
      ({ what, predictedFrom, measuredFrom }) =>
        markup`<dt>${what}</dt><dd><b>Predicted:</b> ${predictedFrom} <b>Measured:</b> ${measuredFrom}</dd>
`,
    );
  return markup`<dl class="sources">${items}</dl>`;
}
