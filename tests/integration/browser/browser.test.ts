/** The report of a real rehearsal, and the storefront of a real site, in the Chromium of this machine. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { drillFiles } from "../../../drill/aws/page/files";
import type { Report } from "../../../drill/report/schema";
import { openJournal } from "../../../rehearsal/sites/journal";
import { startSite, type Site } from "../../../rehearsal/sites/site";
import { endedDrill } from "../../drill/aws/page/sampleDrill";
import { launchChromium } from "../../support/chromium";
import { shopTopology } from "../../support/shopTopology";
import { accessibilityViolations, flawsOf, openPage, overflowPixels } from "./pages";

const root = resolve(__dirname, "../../..");

describe("in a real browser", function () {
  this.timeout(120_000);

  let browser: Browser;

  before(async () => {
    browser = await launchChromium();
  });

  after(() => browser.close());

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  describe("the report of a rehearsal", () => {
    let folder: string;
    let report: Report;
    const address = () => pathToFileURL(join(folder, "report.html")).href;

    before(() => {
      folder = mkdtempSync(join(tmpdir(), "browser-test-"));
      const flags = ["--fault", "kill-server", "--speed", "20", "--seed", "7", "--report", folder];
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [join(root, "cli/failover.js"), "rehearse", ...flags],
        { encoding: "utf8", timeout: 90_000 },
      );
      assert.equal(stderr, "", stdout);
      report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Report;
    });

    after(() => {
      rmSync(folder, { recursive: true });
    });

    it("says the verdict, and has no flaw in light or dark, wide or narrow", async () => {
      const { page } = await openPage(browser, address(), { viewport: { width: 390, height: 800 } });
      const verdict = page.locator(".verdict p");
      assert.equal(await verdict.isVisible(), true);
      assert.equal(await verdict.textContent(), `${report.verdict.toUpperCase()}: ${report.sentence}`);
      assert.deepEqual(await flawsOf(browser, address()), []);
    });

    it("has a row for each checker, check, answer and kind of shopper", async () => {
      const { page } = await openPage(browser, address(), {});
      const lanes = page.locator("svg.timeline > svg");
      // 16 checkers for each of 3 checks (two sites, the switch), the checks, 3 who answer, 4 kinds of shoppers.
      assert.equal(await lanes.count(), 48 + 3 + 3 + 4);
      assert.deepEqual(await page.locator(".shoppers tbody th b").allTextContents(), [
        "new connection",
        "kept connection",
        "clamped TTL",
        "cached for ever",
      ]);
    });

    it("prints in dark ink on white paper within the page, whatever the screen's colors", async () => {
      // A4 is 210 mm wide: 794 CSS pixels.
      const viewport = { width: 794, height: 1123 };
      const { page } = await openPage(browser, address(), { colorScheme: "dark", viewport });
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const colors = await page.evaluate<string[]>(
        "['color', 'backgroundColor'].map((name) => getComputedStyle(document.body)[name])",
      );
      assert.deepEqual(colors, ["rgb(31, 43, 42)", "rgba(0, 0, 0, 0)"]);
      assert.equal(await overflowPixels(page), 0);
      assert.equal(await page.locator(".verdict p").isVisible(), true);
      assert.deepEqual(await accessibilityViolations(page), []);
    });
  });

  describe("the report of a drill", () => {
    it("says the verdict, and has no flaw in light or dark, wide or narrow", async () => {
      const folder = mkdtempSync(join(tmpdir(), "browser-test-"));
      try {
        const file = join(folder, "report.html");
        writeFileSync(file, drillFiles(endedDrill())["report.html"]);
        const address = pathToFileURL(file).href;
        const { page } = await openPage(browser, address, { viewport: { width: 390, height: 800 } });
        assert.match((await page.locator(".verdict p").textContent()) ?? "", /^PASS: every name server /);
        assert.deepEqual(await flawsOf(browser, address), []);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });

  describe("the storefront", () => {
    let folder: string;
    let sites: Site[];

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "browser-test-"));
      const journal = openJournal(folder);
      sites = [];
      for (const site of shopTopology.sites) sites.push(await startSite(site, "127.0.0.1", journal));
    });

    after(async () => {
      for (const site of sites) await site.close();
      rmSync(folder, { recursive: true });
    });

    for (const role of ["primary", "backup"] as const) {
      it(`of the ${role} says whose it is, and has no flaw in light or dark, wide or narrow`, async () => {
        const site = sites.find((each) => each.role === role);
        const { address, port } = site?.ports.get(80) ?? assert.fail("It has no shop.");
        const shop = `http://${address}:${port}/`;
        const { page } = await openPage(browser, shop, {});
        assert.equal(await page.locator("footer strong").first().textContent(), role);
        assert.deepEqual(await flawsOf(browser, shop), []);
      });
    }
  });
});
