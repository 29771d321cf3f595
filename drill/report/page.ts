import { markup, Markup } from "./markup";
import type { Report } from "./schema";
import { style } from "./style";
import { figuresTable, shoppersTable, sourcesList } from "./tables";
import { timelineSvg } from "./timelineSvg";

/**
 * report.html: the whole report in one file that loads nothing and runs nothing, for a screen of any width, light or
 * dark, and for paper.
 */
export function reportPage(report: Report): string {
  const { verdict, hostname, settings } = report;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${verdict.toUpperCase()}: ${settings.fault}, ${hostname}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${heading(report)}
<section aria-labelledby="timeline">
<h2 id="timeline">What happened</h2>
${legend(report)}
${timelineSvg(report)}
</section>
<section aria-labelledby="figures">
<h2 id="figures">Predicted and measured</h2>
${figuresTable(report)}
${shoppersTable(report)}
<p class="note">The longest time without a page runs from the last page before the fault; a shopper who keeps a connection is shown, never judged.</p>
</section>
<section aria-labelledby="settings">
<h2 id="settings">What made this run</h2>
${settingsList(report)}
<p class="note">The same again: <code>npx failover rehearse --stack ${settings.stack} --fault ${settings.fault} --speed ${settings.speed} --seed ${settings.seed}</code></p>
</section>
${sources(report)}
</main>
</body>
</html>
`;
  return page.text;
}

function heading(report: Report): Markup {
  const { verdict, sentence, hostname, settings, findings } = report;
  const list = findings.map(({ rule, message }) => markup`<li>${message} <code>${rule}</code></li>\n`);
  return markup`<header>
<p class="kicker">Failover rehearsal, stack ${settings.stack}</p>
<h1>${hostname}</h1>
<div class="verdict ${verdict}"><p><strong>${verdict.toUpperCase()}</strong>: ${sentence}</p>${list.length > 0 ? markup`<ul>${list}</ul>` : []}</div>
${tiles(report)}
</header>`;
}

function tiles({ figures, budget }: Report): Markup {
  if (figures.length === 0) return markup``;
  const measured = (leg: string) =>
    figures.find((figure) => figure.leg === leg && figure.milestone === "resolver")?.measuredSeconds ?? null;
  const tile = (seconds: number | null, words: string) =>
    markup`<div><dt>${words}</dt><dd>${seconds === null ? "never" : markup`${Number(seconds.toFixed(1))}<small> s</small>`}</dd></div>
`;
  return markup`<dl class="tiles">
${tile(measured("failover"), "until clients were sent to the backup")}${tile(budget.promisedSeconds, "promised at worst")}${tile(budget.acceptedSeconds, "accepted by this stack")}${tile(measured("failback"), "until they were sent home again")}</dl>`;
}

function legend({ faultSeconds }: Report): Markup {
  const keys = [
    ["passed", "probe passes"],
    ["failed", "probe fails, as long as it took"],
    ["doubts", "checker holds the site unhealthy"],
    ["primary", "primary"],
    ["backup", "backup"],
    ["broken", "no page, or unhealthy"],
    ["limit", "18 %: healthy only above"],
    ["budget", "time allowed until the resolver follows"],
  ] as const;
  const items = keys.map(([kind, words]) => markup`<li><span class="key key-${kind}"></span>${words}</li>\n`);
  const note = faultSeconds === null ? markup`<p class="note">Nothing was broken.</p>` : [];
  return markup`<ul class="legend">${items}</ul>${note}`;
}

function sources(report: Report): Markup {
  if (report.figures.length === 0) return markup``;
  return markup`<section aria-labelledby="sources">
<h2 id="sources">Where the numbers are from</h2>
${sourcesList(report)}
</section>`;
}

function settingsList(report: Report): Markup {
  const { settings, sites, budget, worstLagSeconds, tookWallSeconds } = report;
  const entries: [string, string | number][] = [
    ...sites.map(({ role, region, publicIp }): [string, string] => [role, `${region}, ${publicIp}`]),
    ["fault", `${settings.fault} (${settings.failureKind})`],
    ["expected", settings.expected],
    ["health check", `every ${settings.requestIntervalSeconds} s, threshold ${settings.failureThreshold}`],
    ["TTL", `${settings.ttlSeconds} s (rehearsed: ${settings.rehearsedTtlSeconds} s)`],
    ["aggregation", `${settings.aggregationSeconds} s (assumed)`],
    ["outage", `${budget.promisedSeconds} s promised, ${budget.acceptedSeconds} s accepted`],
    ["speed", `${settings.speed} scenario seconds a second`],
    ["seed", settings.seed],
    ["took", `${tookWallSeconds.toFixed(1)} s; at most ${worstLagSeconds.toFixed(2)} scenario s late`],
  ];
  const items = entries.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>\n`);
  return markup`<dl class="settings">${items}</dl>`;
}
