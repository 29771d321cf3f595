import assert from "node:assert/strict";
import { timeAxis } from "../../../drill/report/axis";
import { laneGroups } from "../../../drill/report/lanes";
import { sampleReport } from "./sampleReport";

describe("drill/report/lanes", () => {
  const sample = sampleReport();
  const groups = laneGroups(sample, timeAxis(sample));
  const lane = (group: number, index: number) => groups[group]!.lanes[index]!;

  it("has a lane for each checker, check, observer and kind of shopper, from cause to effect", () => {
    assert.deepEqual(
      groups.map(({ heading, lanes }) => [heading, lanes.length]),
      [
        ["Checkers of the primary's check", 16],
        ["Checkers of the backup's check", 16],
        ["Healthy checkers", 2],
        ["Where the name points", 3],
        ["What shoppers get", 4],
      ],
    );
  });

  it("names a region once for its two checkers", () => {
    assert.deepEqual(
      groups[0]!.lanes.slice(0, 4).map(({ label }) => label),
      ["us-east-1", "", "us-west-1", ""],
    );
  });

  it("tells what happened in each lane", () => {
    assert.deepEqual(
      [lane(0, 0), lane(2, 0), lane(3, 1), lane(4, 0)].map(({ title }) => title),
      [
        "us-east-1-1: 14 probes, 6 failed",
        "the primary's check: healthy from 10.0 s (1 of 1), unhealthy from 57.8 s (2 of 16), healthy from 111.2 s (3 of 16)",
        "resolver: primary 0.2 to 75.5 s, backup 75.5 to 130.0 s, primary 130.0 to 134.8 s",
        "new connection: primary 0.6 to 40.5 s, no page 40.5 to 76.6 s, backup 76.6 to 130.6 s, primary 130.6 to 134.8 s",
      ],
    );
  });

  it("draws a dot for each probe that passes and a bar for each that fails", () => {
    const path = (kind: string) =>
      new RegExp(`class="${kind}" d="([^"]*)"`).exec(lane(0, 0).content.text)?.[1]?.match(/M/g)?.length;
    assert.deepEqual([path("passed"), path("failed")], [8, 6]);
  });

  it("says in a span what it is, where there is room", () => {
    const words = (index: number) =>
      [...lane(4, index).content.text.matchAll(/<text [^>]*>([^<]*)</g)].map(([, word]) => word);
    // The last span of the first shopper is 4.3 s of 134.8 s wide.
    assert.deepEqual(
      [words(0), words(1)],
      [
        ["primary", "no page", "backup"],
        ["primary", "no page", "backup"],
      ],
    );
  });

  it("marks the 18 % above which a check is healthy", () => {
    // 46 px high, 36 px for all checkers, from 42 px up: 42 - 0.18 * 36.
    assert.ok(lane(2, 0).content.text.includes('<line class="limit" x1="0" x2="100%" y1="35.5" y2="35.5"/>'));
  });

  it("leaves out a group without lanes", () => {
    const nothing = { timeline: { checks: [], answers: [], shoppers: [] } };
    assert.deepEqual(laneGroups(nothing, timeAxis(sample)), []);
  });
});
