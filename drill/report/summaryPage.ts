import { heading, htmlDocument } from "./document";
import { markup, type Markup } from "./markup";
import type { Summary } from "./summarySchema";
import { secondsText } from "./words";

/** The report.html of `--fault all`: a table that leads to the report of each fault. */
export function summaryPage(summary: Summary): string {
  const { verdict, hostname, settings, cases, tookWallSeconds } = summary;
  const { stack, speed, seed } = settings;
  const kicker = `Rehearsals of every fault, stack ${stack}`;
  const findings = cases.flatMap(({ fault, findings: own }) =>
    own.map((finding) => ({ ...finding, message: `${fault}: ${finding.message}` })),
  );
  const content = markup`${heading(kicker, hostname, { ...summary, findings }, markup``)}
<section aria-labelledby="faults">
<h2 id="faults">Every fault</h2>
<table class="stacked faults"><thead><tr><th scope="col">fault, and what the rules expect</th><th scope="col">seen</th><th scope="col">flip, s</th><th scope="col">no page, s</th><th scope="col">verdict</th></tr></thead>
<tbody>${cases.map(caseRow)}</tbody></table>
<p class="note">Flip: from the fault until the name server answers with the backup. No page: for how long new shoppers got none. In seconds of the scenario.</p>
<p class="note">Took ${secondsText(tookWallSeconds)} s. The same again: <code>npx failover rehearse --stack ${stack} --fault all --speed ${speed} --seed ${seed}</code></p>
</section>`;
  return htmlDocument(`${verdict.toUpperCase()}: every fault, ${hostname}`, content);
}

function caseRow(each: Summary["cases"][number]): Markup {
  const { fault, expected, seen, flipSeconds, failedShopperSeconds, verdict } = each;
  const flip = flipSeconds === null ? "\u2013" : secondsText(flipSeconds);
  return markup`<tr><th scope="row"><a href="${fault}/report.html">${fault}</a> <span class="kind">${expected}</span></th><td class="seen">${seen}</td><td>${flip}</td><td>${secondsText(failedShopperSeconds)}</td><td class="word ${verdict}">${verdict}</td></tr>
`;
}
