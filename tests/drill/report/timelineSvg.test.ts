import assert from "node:assert/strict";
import { rehearsedTimeline } from "../../../drill/report/rehearsedTimeline";
import { timelineSvg } from "../../../drill/report/timelineSvg";
import type { Report } from "../../../drill/report/schema";
import { shopEvents } from "../shopEvents";
import { sampleReport } from "./sampleReport";

const labels = (svg: string, kind: string) =>
  [...svg.matchAll(new RegExp(`<text class="${kind}[^"]*"[^>]*>([^<]*)<`, "g"))].map(([, text]) => text);

describe("drill/report/timelineSvg", () => {
  const sample = sampleReport();
  const svg = timelineSvg(rehearsedTimeline(sample)).text;
  const labelled = (change: Partial<Report>) =>
    labels(timelineSvg(rehearsedTimeline({ ...sample, ...change })).text, "budget-label");

  it("has a title and a description that tells all of it to those who cannot see it", () => {
    assert.ok(
      svg.includes('<title id="timeline-title">Timeline of the rehearsal of www.example.com</title>'),
    );
    const description = /<desc id="timeline-desc">([^<]*)</.exec(svg)?.[1] ?? "";
    assert.ok(description.startsWith("Times since the start. Fault at 40.0 s, restored at 100.0 s. "));
    assert.ok(description.includes(" us-east-1-1: 14 probes, 6 failed. "));
  });

  it("marks the fault and the restore at their instants of the 134.8 s", () => {
    assert.deepEqual(labels(svg, "moment-label"), ["\u25bc kill-server", "\u25bc restored"]);
    assert.deepEqual(
      [...svg.matchAll(/<line class="moment (\w+)" x1="([^"]*)"/g)].map(([, kind, x]) => [kind, x]),
      [
        ["fault", "29.67%"],
        ["restore", "74.18%"],
      ],
    );
  });

  it("draws the budget as a band from the fault, and the limit of the way home, cut at the end", () => {
    assert.deepEqual(labels(svg, "budget-label"), ["budget 44 s", "limit 44 s"]);
    assert.deepEqual(
      [...svg.matchAll(/class="budget" x="([^"]*)" width="([^"]*)"/g)].map(([, x, width]) => [x, width]),
      [
        ["29.67%", "32.64%"],
        ["74.18%", "25.82%"],
      ],
    );
  });

  it("calls it a limit where the speed cannot show the promised TTL", () => {
    assert.deepEqual(labelled({ budget: { promisedSeconds: 43, acceptedSeconds: 60 } }), [
      "limit 44 s",
      "limit 44 s",
    ]);
  });

  it("marks nothing when nothing was broken", () => {
    const events = shopEvents().filter(({ atSeconds }) => atSeconds < 40);
    const unbroken = sampleReport({ events, baselineProblems: ["The stack is not whole."] });
    const { text } = timelineSvg(rehearsedTimeline(unbroken));
    assert.deepEqual([labels(text, "moment-label"), labels(text, "budget-label")], [[], []]);
    assert.ok(text.includes("seconds after the start"));
  });
});
