/**
 * Draws docs/pictures/rehearsal.png: the head and the timeline of the report of a real rehearsal, as Chromium shows them.
 * Run by `npm run docs:picture`, with `chromium` on the PATH.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launchChromium } from "../tests/support/chromium";

const root = resolve(__dirname, "..");
const widthPixels = 1000;
const flags = ["--stack", "prod", "--fault", "stop-instance", "--speed", "10", "--seed", "2026"];

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "picture-"));
  try {
    const command = [join(root, "cli/failover.js"), "rehearse", ...flags, "--report", folder];
    const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
    if (status !== 0) throw new Error("Only a rehearsal that passes makes the picture.");
    await draw(join(folder, "report.html"), join(root, "docs/pictures/rehearsal.png"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function draw(reportFile: string, pictureFile: string): Promise<void> {
  const browser = await launchChromium();
  try {
    const viewport = { width: widthPixels, height: 800 };
    const page = await browser.newPage({ viewport, colorScheme: "light" });
    await page.goto(pathToFileURL(reportFile).href);
    const timeline = await page.locator("section").first().boundingBox();
    if (timeline === null) throw new Error("The report shows no timeline.");
    const height = Math.ceil(timeline.y + timeline.height) + 16;
    await page.screenshot({
      path: pictureFile,
      fullPage: true,
      clip: { x: 0, y: 0, width: widthPixels, height },
    });
  } finally {
    await browser.close();
  }
}

void main();
