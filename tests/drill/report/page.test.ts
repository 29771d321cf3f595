import assert from "node:assert/strict";
import { reportPage } from "../../../drill/report/page";
import { sampleReport } from "./sampleReport";

const tiles = (html: string) =>
  [
    ...(/<dl class="tiles">([^]*?)<\/dl>/.exec(html)?.[1] ?? "").matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g),
  ].map(([, words, value = ""]) => [words, value.replace(/<[^>]*>/g, "")]);

describe("drill/report/page", () => {
  const sample = sampleReport();
  const html = reportPage(sample);

  it("says the verdict first, in the title and on the page", () => {
    assert.ok(html.includes("<title>PASS: kill-server, www.example.com</title>"));
    assert.ok(
      html.includes(
        "<strong>PASS</strong>: clients were sent to the backup after 35.5 s (promised 44 s, accepted 60 s), and home again.</p>",
      ),
    );
    assert.deepEqual(tiles(html), [
      ["until clients were sent to the backup", "35.5 s"],
      ["promised at worst", "44 s"],
      ["accepted by this stack", "60 s"],
      ["until they were sent home again", "30 s"],
    ]);
  });

  it("names the assumption behind the predictions", () => {
    assert.ok(html.includes("<b>Assumed:</b> 3 s from the checkers' verdict"));
  });

  it("loads nothing and runs nothing", () => {
    assert.doesNotMatch(html, /<script|<img|<iframe|@import|url\((?!#hatch\))|\son\w+=/i);
    assert.deepEqual(
      [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target),
      ["data:,"],
    );
    assert.ok(html.includes("default-src 'none'"));
  });

  it("gives every id once, and names only ids that are there", () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? "");
    assert.deepEqual(ids, [...new Set(ids)]);
    const named = [...html.matchAll(/aria-labelledby="([^"]*)"/g)].flatMap(([, list = ""]) =>
      list.split(" "),
    );
    assert.deepEqual(
      named.filter((id) => !ids.includes(id)),
      [],
    );
  });

  it("shows findings with their rules, and no text of theirs as markup", () => {
    const finding = { rule: "wire-ttl", message: "<b>30 s</b>", limitSeconds: null, measuredSeconds: null };
    const failed = reportPage({ ...sample, verdict: "fail", findings: [finding] });
    assert.ok(failed.includes("<li>&lt;b&gt;30 s&lt;/b&gt; <code>wire-ttl</code></li>"));
  });

  it("has neither tiles nor sources nor an assumption where there is nothing to compare", () => {
    const empty = reportPage({ ...sample, figures: [] });
    assert.deepEqual(tiles(empty), []);
    assert.doesNotMatch(empty, /Where the numbers are from|<b>Assumed:|key-budget"/);
  });
});
