import assert from "node:assert/strict";
import { summaryPage } from "../../../drill/report/summaryPage";
import { sampleCase, sampleSummary } from "./sampleSummary";

describe("drill/report/summaryPage", () => {
  const stays = {
    ...sampleCase("flap", { verdict: "inconclusive" }),
    seen: "stays <here>",
    flipSeconds: null,
    failedShopperSeconds: null,
  };
  const html = summaryPage(sampleSummary([sampleCase("kill-server"), stays]));

  it("says the verdict on all first, in the title and on the page", () => {
    assert.ok(html.includes("<title>INCONCLUSIVE: every fault, www.example.com</title>"));
    assert.ok(html.includes("<strong>INCONCLUSIVE</strong>: 1 of 2 faults go as the rules say.</p>"));
  });

  it("says what was found, and with which fault", () => {
    const finding = { rule: "pages", message: "No.", limitSeconds: null, measuredSeconds: null };
    const failed = sampleCase("http-500", { verdict: "fail", findings: [finding] });
    const lines = summaryPage(sampleSummary([sampleCase("kill-server"), failed])).match(/<li>.*<\/li>/g);
    assert.deepEqual(lines, ["<li>http-500: No. <code>pages</code></li>"]);
  });

  it("has a row for each fault, which leads to its report", () => {
    const rows = [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row = ""]) =>
      row.split(/<\/t[hd]>/).map((cell) => cell.replace(/<[^>]*>/g, "")),
    );
    assert.deepEqual(rows, [
      ["kill-server moves to the backup", "moves to the backup", "21.0", "36.0", "pass", ""],
      ["flap moves to the backup", "stays &lt;here&gt;", "\u2013", "unknown", "inconclusive", ""],
    ]);
    assert.deepEqual(
      [...html.matchAll(/<a href="([^"]*)"/g)].map(([, target]) => target),
      ["kill-server/report.html", "flap/report.html"],
    );
  });
});
