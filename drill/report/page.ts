import { heading, htmlDocument } from "./document";
import { definitions, legendList, tilesList } from "./lists";
import { markup, type Markup } from "./markup";
import { rehearsedTimeline } from "./rehearsedTimeline";
import type { Report } from "./schema";
import { figuresTable, shoppersTable, sourcesList } from "./tables";
import { timelineSvg } from "./timelineSvg";

/** report.html: the whole report of one rehearsal. */
export function reportPage(report: Report): string {
  const { verdict, hostname, settings } = report;
  const kicker = `Failover rehearsal, stack ${settings.stack}`;
  const content = markup`${heading(kicker, hostname, report, tiles(report))}
<section aria-labelledby="timeline">
<h2 id="timeline">What happened</h2>
${legend(report)}
${timelineSvg(rehearsedTimeline(report))}
</section>
<section aria-labelledby="figures">
<h2 id="figures">Predicted and measured</h2>
${figuresTable(report)}
${assumption(report)}
</section>
<section aria-labelledby="shoppers">
<h2 id="shoppers">What each kind of shopper met</h2>
${shoppersTable(report)}
<p class="note">In seconds. The longest outage runs from one page to the next; a shopper who had not come home when the rehearsal ended took longer (&gt;). Only those with a new connection are judged: how long the others keep what they once got is not up to Route 53.</p>
</section>
<section aria-labelledby="settings">
<h2 id="settings">What made this run</h2>
${settingsList(report)}
<p class="note">The same again: <code>npx failover rehearse --stack ${settings.stack} --fault ${settings.fault} --speed ${settings.speed} --seed ${settings.seed}</code></p>
</section>
${sources(report)}`;
  return htmlDocument(`${verdict.toUpperCase()}: ${settings.fault}, ${hostname}`, content);
}

function tiles({ figures, budget }: Report): Markup {
  if (figures.length === 0) return markup``;
  const measured = (leg: string) =>
    figures.find((figure) => figure.leg === leg && figure.milestone === "resolver")?.measuredSeconds ?? null;
  return tilesList([
    [measured("failover"), "until clients were sent to the backup"],
    [budget.promisedSeconds, "promised at worst"],
    [budget.acceptedSeconds, "accepted by this stack"],
    [measured("failback"), "until they were sent home again"],
  ]);
}

function legend({ faultSeconds, figures }: Report): Markup {
  const keys = [
    ["passed", "probe passes"],
    ["failed", "probe fails, as long as it took"],
    ["doubts", "checker holds the site unhealthy"],
    ["primary", "primary"],
    ["backup", "backup"],
    ["broken", "no page; unhealthy"],
    ["limit", "18 %: healthy only above"],
    ...(figures.length > 0 ? ([["budget", "time allowed until the resolver follows"]] as const) : []),
  ] as const;
  const note = faultSeconds === null ? markup`<p class="note">Nothing was broken.</p>` : [];
  return markup`${legendList(keys)}${note}`;
}

function assumption({ figures, settings }: Report): Markup {
  if (figures.length === 0) return markup``;
  return markup`<p class="note"><b>Assumed:</b> ${settings.aggregationSeconds} s from the checkers' verdict to the name servers' answers (<code>aggregationSeconds</code>); AWS publishes no figure. Typical is the mean over all phases of the checkers, worst the latest that the rules allow.</p>`;
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
    ["aggregation (assumed)", `${settings.aggregationSeconds} s`],
    ["outage", `${budget.promisedSeconds} s promised, ${budget.acceptedSeconds} s accepted`],
    ["speed", `${settings.speed} scenario seconds a second`],
    ["seed", settings.seed],
    ["took", `${tookWallSeconds.toFixed(1)} s; at most ${worstLagSeconds.toFixed(2)} scenario s late`],
  ];
  return definitions(entries);
}
