import assert from "node:assert/strict";
import { drillPage } from "../../../../drill/aws/page/drillPage";
import { drillReport, type JudgedDrill } from "../../../../drill/aws/report";
import { endedDrill } from "./sampleDrill";

const pageOf = (drill: JudgedDrill) => drillPage(drillReport(drill), drill);

const cells = (html: string, row: RegExp) => {
  const found = [...html.matchAll(/<tr>.*?<\/tr>/g)].map(([tr]) => tr).filter((tr) => row.test(tr));
  return found.map((tr) =>
    [...tr.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = ""]) => cell.replace(/<[^>]*>/g, "")),
  );
};

describe("drill/aws/page/drillPage", () => {
  const html = pageOf(endedDrill());

  it("says the verdict first, in the title and on the page", () => {
    assert.ok(html.includes("<title>PASS: drill of kill-server, www.example.com</title>"));
    assert.ok(
      html.includes(
        "<strong>PASS</strong>: every name server answered with the backup after 24.0 s (promised 44 s for clients, accepted 60 s), and everyone came home.</p>",
      ),
    );
  });

  it("tells how long clients took both ways, beside what was promised and accepted", () => {
    const tiles = [...html.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<small>/g)].map(([, words, value]) => [
      words,
      value,
    ]);
    assert.deepEqual(tiles, [
      ["until clients were sent to the backup", "40"],
      ["promised at worst", "44"],
      ["accepted by this stack", "60"],
      ["until they were sent home again", "30"],
    ]);
  });

  it("lists each instant beside the latest that was allowed", () => {
    // As the verdict's tests have it: 20 s of detection, 3 of aggregation, 20 of TTL and what looking takes.
    assert.deepEqual(cells(html, /last name server|resolver answers|first checker/), [
      ["first checker reports the primary unhealthy", "no limit", "5.0", ""],
      ["last name server answers with the backup", "24.8", "24.0", ""],
      ["resolver answers with the backup (resolver)", "45.8", "40.0", ""],
      ["first checker reports the primary healthy", "no limit", "5.0", ""],
      ["last name server answers with the primary", "24.8", "16.0", ""],
      ["resolver answers with the primary (resolver)", "45.8", "30.0", ""],
    ]);
  });

  it("marks the fault, the restore and the time that was allowed", () => {
    const labels = (kind: string) =>
      [...html.matchAll(new RegExp(`<text class="${kind}[^"]*"[^>]*>([^<]*)<`, "g"))].map(([, text]) => text);
    assert.deepEqual(labels("moment-label"), ["\u25bc kill-server", "restored \u25bc"]);
    // The way home has 31 s of 131, too narrow on a phone for its label.
    assert.deepEqual(labels("budget-label"), ["limit 45.8 s"]);
  });

  it("names who drilled, what undid it, and the requests that changed something, unknown ids as such", () => {
    const settings = new Map(
      [...html.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g)].map(([, name, value]) => [name, value]),
    );
    assert.equal(settings.get("by"), "arn:aws:sts::123456789012:assumed-role/drill/ann");
    assert.equal(settings.get("undone by"), "ssm:SendCommand in us-east-1");
    assert.equal(settings.get("document"), "website-failover-prod-start-server");
    assert.equal(
      settings.get("dead man&#39;s restore"),
      "website-failover-prod-undo-20261123T120000Z, us-east-1, at 2026-11-23T12:20:00.000Z",
    );
    assert.deepEqual(cells(html, /SendCommand|PutObject|DescribeInstances/), [
      ["SSM SendCommand: ThrottlingException", "2026-11-23 12:00:00", "r-2"],
      ["S3 PutObject", "2026-11-23 12:00:00", "unknown"],
    ]);
    assert.ok(html.includes("And 1 that only read."));
  });

  it("shows a drill that was stopped before anything was seen", () => {
    const stopped = pageOf(endedDrill({ events: [], stopped: "the <backup> is down." }));
    assert.ok(stopped.includes("<title>FAIL: drill of kill-server, www.example.com</title>"));
    assert.ok(stopped.includes("The drill was stopped: the &lt;backup&gt; is down. <code>stopped</code>"));
    assert.ok(stopped.includes("the primary never failed"));
    assert.doesNotMatch(stopped, /NaN|undefined|Infinity/);
  });

  it("loads nothing and runs nothing, and gives every id once", () => {
    assert.doesNotMatch(html, /<script|<img|<iframe|@import|url\((?!#hatch\))|\son\w+=|NaN|undefined/i);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });
});
