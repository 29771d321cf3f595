import assert from "node:assert/strict";
import { heading, htmlDocument } from "../../../drill/report/document";
import { markup } from "../../../drill/report/markup";

describe("drill/report/document", () => {
  it("is a page in English that may load nothing, with its title and content", () => {
    const html = htmlDocument("a < b", markup`<p>content</p>`);
    assert.ok(html.startsWith('<!doctype html>\n<html lang="en">\n'));
    assert.ok(html.includes("<title>a &lt; b</title>"));
    assert.ok(html.includes("<main>\n<p>content</p>\n</main>"));
    assert.ok(html.includes(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`));
  });

  it("heads a page with the verdict, and what was found beneath it", () => {
    const finding = { rule: "pages", message: "<b>No.</b>", limitSeconds: null, measuredSeconds: null };
    const judged = { verdict: "fail", sentence: "it did not hold.", findings: [finding] } as const;
    const failed = heading("kicker", "title", { ...judged, findings: [finding] }, markup`<i>below</i>`).text;
    assert.equal(
      failed,
      `<header>
<p class="kicker">kicker</p>
<h1>title</h1>
<div class="verdict fail"><p><strong>FAIL</strong>: it did not hold.</p><ul><li>&lt;b&gt;No.&lt;/b&gt; <code>pages</code></li>
</ul></div>
<i>below</i>
</header>`,
    );
    assert.doesNotMatch(heading("", "", { ...judged, findings: [] }, markup``).text, /<ul>/);
  });
});
