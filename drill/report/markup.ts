/** Text for HTML, SVG and XML that can be nothing but text: what is put into a template is escaped. */

/** A piece of markup that is complete and needs no escaping any more. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may be put into a template: text is escaped, pieces are taken as they are, lists are joined. */
export type Insert = string | number | Markup | readonly Insert[];

/** Tag of a template whose own words are markup and whose inserts are escaped. */
export function markup(words: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return new Markup(
    words.map((word, index) => word + (index < inserts.length ? textOf(inserts[index] ?? "") : "")).join(""),
  );
}

function textOf(insert: Insert): string {
  if (insert instanceof Markup) return insert.text;
  if (typeof insert === "object") return insert.map(textOf).join("");
  return escape(String(insert));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** XML 1.0 (section 2.2) allows no control character but tab, line feed and carriage return. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
