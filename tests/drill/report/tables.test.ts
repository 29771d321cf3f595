import assert from "node:assert/strict";
import { figuresTable, shoppersTable, sourcesList } from "../../../drill/report/tables";
import { sampleReport } from "./sampleReport";

const cells = (html: string) =>
  [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row = ""]) =>
    row
      .split(/<\/t[hd]>/)
      .map((cell) => cell.replace(/<svg.*<\/svg>|<[^>]*>/g, ""))
      .filter((cell) => cell !== ""),
  );

describe("drill/report/tables", () => {
  const sample = sampleReport();

  it("lists each instant of both ways: typical, worst, measured", () => {
    assert.deepEqual(cells(figuresTable(sample).text), [
      ["first probe of the primary fails", "0.6", "10.0", "0.0"],
      ["health check turns unhealthy", "18.2", "20.0", "17.8"],
      ["name server answers with the backup", "21.2", "23.0", "21.0"],
      ["caching resolver answers with the backup", "31.2", "44.0", "35.5"],
      ["new shopper gets a page from the backup", "31.7", "48.0", "36.6"],
      ["first probe of the primary passes", "0.6", "10.0", "0.0"],
      ["health check turns healthy", "11.8", "20.0", "11.2"],
      ["name server answers with the primary", "14.8", "23.0", "14.5"],
      ["caching resolver answers with the primary", "24.8", "44.0", "30.0"],
      ["new shopper gets a page from the primary", "25.3", "48.0", "30.6"],
    ]);
  });

  it("says never, and draws no dot, for what was not seen", () => {
    const figures = sample.figures.slice(0, 1).map((figure) => ({ ...figure, measuredSeconds: null }));
    const { text } = figuresTable({ ...sample, figures });
    assert.deepEqual(cells(text), [["first probe of the primary fails", "0.6", "10.0", "never"]]);
    assert.doesNotMatch(text, /<circle/);
  });

  it("says so when there is nothing to compare", () => {
    assert.equal(
      figuresTable({ ...sample, figures: [] }).text,
      "<p>No move was due, so there is none to compare.</p>",
    );
  });

  it("lists what shoppers went through, unknown as such", () => {
    const unknown = {
      longestGapSeconds: null,
      failedRequests: null,
      toBackupSeconds: null,
      homeSeconds: null,
    };
    const shoppers = [...sample.shoppers, { kind: "other", ...unknown }];
    assert.deepEqual(cells(shoppersTable({ ...sample, shoppers }).text), [
      ["new connection looks the name up for each page", "36", "37.0", "36.6", "30.6"],
      ["kept connection keeps its connection while it lives", "36", "37.0", "36.6", "&gt; 34.8"],
      ["clamped TTL resolver keeps answers 30 s at least", "45", "46.0", "45.6", "&gt; 34.8"],
      ["cached for ever looks the name up only once", "60", "61.0", "never", "0.6"],
      ["other other", "unknown", "unknown", "unknown", "unknown"],
    ]);
  });

  it("names a source for each instant once", () => {
    assert.equal(sourcesList(sample).text.match(/<dt>/g)?.length, 5);
  });
});
