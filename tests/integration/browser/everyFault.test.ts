/** The reports of `--fault all` in the Chromium of this machine; the rehearsals behind them are simulated. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { rehearse } from "../../../cli/rehearse";
import { reportSchema } from "../../../drill/report/schema";
import { summarySchema, type Summary } from "../../../drill/report/summarySchema";
import { faultNames } from "../../../rehearsal/faults/names";
import { fakeSurroundings } from "../../cli/fakeSurroundings";
import { playOut, simulatedCloud } from "../../drill/simulatedCloud";
import { launchChromium } from "../../support/chromium";
import { manualClock } from "../../support/manualClock";
import { shopTopology } from "../../support/shopTopology";
import { flawsOf, openPage } from "./pages";

describe("the reports of every fault", function () {
  this.timeout(120_000);

  let browser: Browser;
  let folder: string;
  let summary: Summary;
  const read = (...path: string[]) =>
    JSON.parse(readFileSync(join(folder, ...path, "report.json"), "utf8")) as unknown;
  const address = (...path: string[]) => pathToFileURL(join(folder, ...path, "report.html")).href;

  before(async () => {
    browser = await launchChromium();
    folder = mkdtempSync(join(tmpdir(), "browser-test-"));
    const clock = manualClock();
    const options = {
      stack: "prod",
      fault: "all",
      speed: 10,
      seed: 4207,
      json: false,
      report: folder,
    } as const;
    const work = rehearse(options, fakeSurroundings(), {
      topologyOf: () => Promise.resolve(shopTopology),
      cloud: (cloud) => simulatedCloud({ ...cloud, rules: {}, clock }),
    });
    assert.equal(await playOut(work, clock), 0);
    summary = summarySchema.parse(read());
  });

  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it("are a folder for each fault, and a summary of them", () => {
    const beside = ["report.html", "report.json"];
    assert.deepEqual(readdirSync(folder).sort(), [...faultNames, ...beside].sort());
    assert.deepEqual([summary.verdict, summary.settings.seed], ["pass", 4207]);
    for (const name of faultNames) {
      assert.deepEqual(readdirSync(join(folder, name)).sort(), ["junit.xml", ...beside]);
      const { settings } = reportSchema.parse(read(name));
      assert.deepEqual([settings.fault, settings.seed], [name, 4207]);
    }
  });

  it("are one click away from a page that says the verdict on all, and has no flaw", async () => {
    const { page } = await openPage(browser, address(), {});
    assert.equal(await page.locator(".verdict p").textContent(), `PASS: ${summary.sentence}`);
    for (const name of faultNames) {
      await page.getByRole("link", { name, exact: true }).click();
      assert.equal(page.url(), address(name));
      assert.equal(await page.locator(".verdict p").isVisible(), true);
      await page.goBack();
    }
    assert.deepEqual(await flawsOf(browser, address()), []);
  });

  it("have no flaw where nobody may move, and so nothing is compared", async () => {
    assert.deepEqual(await flawsOf(browser, address("both-down")), []);
  });
});
