import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { contentVersion, storefront } from "../../site/storefront";
import { template } from "../../site/template";

const primary = storefront({ role: "primary", region: "us-east-1" });
const backup = storefront({ role: "backup", region: "us-west-1" });
const page = primary[0]!.body;
const style = primary[1]!.body;

describe("storefront", () => {
  it("is one page and one style sheet", () => {
    assert.deepEqual(
      primary.map(({ path, contentType }) => [path, contentType]),
      [
        ["/index.html", "text/html; charset=utf-8"],
        ["/style.css", "text/css; charset=utf-8"],
      ],
    );
  });

  it("differs between the sites in nothing but the site's name", () => {
    const renamed = page.replaceAll("primary", "backup").replaceAll("us-east-1", "us-west-1");
    assert.equal(renamed, backup[0]!.body);
    assert.equal(style, backup[1]!.body);
  });

  it("has a version that follows from what both sites share, and from nothing else", () => {
    const shared = template("index.html") + template("style.css");
    assert.equal(contentVersion, createHash("sha256").update(shared).digest("hex").slice(0, 12));
  });

  it("names its site in the badge, for the style sheet and in the footer, with one version for both", () => {
    assert.deepEqual(page.match(/<[^<]*(primary|us-east-1|[0-9a-f]{12})[^<]*/g), [
      '<html lang="en" data-site="primary">\n  ',
      '<p class="site">primary · us-east-1',
      "<strong>primary",
      "<strong>us-east-1",
      `<code>${contentVersion}`,
    ]);
  });

  it("needs nothing from anywhere else", () => {
    const references = [...page.matchAll(/(?:href|src|srcset|action)="([^"]*)"/g)].map((match) => match[1]);
    assert.deepEqual(references, ["data:,", "/style.css"]);
    assert.deepEqual((page + style).match(/<script|<iframe|@import|url\(|style=|https?:/g), null);
  });

  it("sells six things, each with a price and a picture that is described in words", () => {
    assert.deepEqual(page.match(/\$\d+/g), ["$18", "$64", "$42", "$89", "$15", "$24"]);
    assert.equal(page.match(/<svg /g)?.length, 6);
    assert.equal(page.match(/<svg viewBox="0 0 200 150" role="img" aria-label="A [^"]{8,}">/g)?.length, 6);
  });

  it("has one of each landmark and one first heading", () => {
    for (const element of ["<header>", "<main>", "<footer>", "<h1>"]) {
      assert.equal(page.split(element).length, 2, element);
    }
  });

  for (const site of ["primary", "backup"]) {
    for (const scheme of ["light", "dark"]) {
      it(`is readable on the ${site} site in ${scheme} colours (WCAG 2.2 section 1.4.3: 4.5 to 1)`, () => {
        const colour = palette(site, scheme);
        const pairs = [
          ["ink", "page"],
          ["soft", "page"],
          ["accent", "page"],
          ["ink", "card"],
          ["soft", "card"],
          ["accent", "card"],
          ["on", "accent"],
        ] as const;
        for (const [text, ground] of pairs) {
          const ratio = contrast(colour(text), colour(ground));
          assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio}`);
        }
      });
    }
  }
});

/** The custom properties that apply, later blocks over earlier ones as in the cascade of the style sheet. */
function palette(site: string, scheme: string): (name: string) => string {
  const [light, dark] = style.split("@media (prefers-color-scheme: dark)");
  const text = scheme === "dark" ? light! + dark! : light!;
  const colours = new Map<string, string>();
  for (const [, selector, body] of text.matchAll(/(:root|\[data-site="backup"\]) \{([^}]*)\}/g)) {
    if (selector !== ":root" && site !== "backup") continue;
    for (const [, name, value] of body!.matchAll(/--(\w+): (#\w+);/g)) colours.set(name!, value!);
  }
  return (name) => colours.get(name)!;
}

/** Contrast ratio of two sRGB colours (WCAG 2.2, definition of contrast ratio and relative luminance). */
function contrast(first: string, second: string): number {
  const [lighter, darker] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.replace(/\w/g, "$&$&") : hex;
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(digits.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
