/** What a page does in a real browser, and what axe finds in it. */
import { source as axeSource, type AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A page that is open, and everything about it that should not have happened. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings on its console, and exceptions. */
  readonly complaints: string[];
  /** Addresses outside its own origin (outside its own file) that it asked for. */
  readonly strangers: string[];
}

/** Opens an address in a context of its own. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => {
    complaints.push(error.message);
  });
  const own = address.startsWith("file:") ? address : new URL("/", address).href;
  page.on("request", (request) => {
    if (!request.url().startsWith(own) && !request.url().startsWith("data:")) strangers.push(request.url());
  });
  await page.goto(address, { waitUntil: "load" });
  return { page, complaints, strangers };
}

/** By how many CSS pixels a page is wider than its window. */
export function overflowPixels(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}

/** The serious and critical violations that axe finds: the rule, and the first element that breaks it. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""} ${nodes[0]?.failureSummary ?? ""}`);
}

/** What is wrong with a page at either width, in light or dark: a sentence each. */
export async function flawsOf(browser: Browser, address: string): Promise<string[]> {
  const flaws: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      const viewport = { width, height: 800 };
      const { page, complaints, strangers } = await openPage(browser, address, { colorScheme, viewport });
      const overflow = await overflowPixels(page);
      const found = [
        ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : []),
        ...(await accessibilityViolations(page)),
        ...complaints,
        ...strangers.map((url) => `asks for ${url}`),
      ];
      flaws.push(...found.map((flaw) => `${colorScheme}, ${width} px: ${flaw}`));
      await page.context().close();
    }
  }
  return flaws;
}
