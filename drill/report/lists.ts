/** The lists that every report is made of. */
import { markup, type Markup } from "./markup";

/** The figures that matter most, each with what it is; null for what never came about. */
export function tilesList(tiles: readonly (readonly [seconds: number | null, words: string])[]): Markup {
  const items = tiles.map(
    ([seconds, words]) =>
      markup`<div><dt>${words}</dt><dd>${seconds === null ? "never" : markup`${Number(seconds.toFixed(1))}<small> s</small>`}</dd></div>
`,
  );
  return markup`<dl class="tiles">
${items}</dl>`;
}

/** What a timeline's signs mean, each by its key in `style.ts`. */
export function legendList(keys: readonly (readonly [key: string, words: string])[]): Markup {
  const items = keys.map(([key, words]) => markup`<li><span class="key key-${key}"></span>${words}</li>\n`);
  return markup`<ul class="legend">${items}</ul>`;
}

/** Names with their values. */
export function definitions(entries: readonly (readonly [name: string, value: string | number])[]): Markup {
  const items = entries.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>\n`);
  return markup`<dl class="settings">${items}</dl>`;
}
