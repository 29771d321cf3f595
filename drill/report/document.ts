import { markup, Markup } from "./markup";
import type { Report } from "./schema";
import { style } from "./style";

/** An HTML file that loads nothing and runs nothing, for a screen of any width, light or dark, and for paper. */
export function htmlDocument(title: string, content: Markup): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`.text;
}

/** What a page is about, and its verdict with what was found; `below` is what belongs to it. */
export function heading(
  kicker: string,
  title: string,
  {
    verdict,
    sentence,
    findings,
  }: Pick<Report, "sentence" | "findings"> & { readonly verdict: Report["verdict"] | "interrupted" },
  below: Markup,
): Markup {
  const list = findings.map(({ rule, message }) => markup`<li>${message} <code>${rule}</code></li>\n`);
  return markup`<header>
<p class="kicker">${kicker}</p>
<h1>${title}</h1>
<div class="verdict ${verdict}"><p><strong>${verdict.toUpperCase()}</strong>: ${sentence}</p>${list.length > 0 ? markup`<ul>${list}</ul>` : []}</div>
${below}
</header>`;
}
