import assert from "node:assert/strict";
import { markup } from "../../../drill/report/markup";

describe("drill/report/markup", () => {
  it("takes its own words as they are and escapes what is put in", () => {
    const hostile = `<script>alert("a&b's")</script>`;
    assert.equal(
      markup`<p title="${hostile}">${7}</p>`.text,
      `<p title="&lt;script&gt;alert(&quot;a&amp;b&#39;s&quot;)&lt;/script&gt;">7</p>`,
    );
  });

  it("escapes nothing twice, and joins lists", () => {
    const item = (text: string) => markup`<li>${text}</li>`;
    assert.equal(markup`<ul>${["a", "&"].map(item)}${[]}</ul>`.text, "<ul><li>a</li><li>&amp;</li></ul>");
  });

  it("replaces characters that XML does not allow, and keeps those that it does", () => {
    assert.equal(markup`${"a\u0000b\u001bc\ufffe"}`.text, "a\ufffdb\ufffdc\ufffd");
    assert.equal(markup`${"a\tb\n\u00e9\u{1f6d2}"}`.text, "a\tb\n\u00e9\u{1f6d2}");
  });
});
