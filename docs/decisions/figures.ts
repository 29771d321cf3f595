/** Writes the tables of the timing decision: `npx ts-node docs/decisions/figures.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { detectionProbability, failoverBudget, probeCostSeconds } from "../../route53/timing";
import { falseFailoversPerYear } from "./lossModel";

type Table = readonly (readonly string[])[];

/** The page that carries the tables. */
export const figuresPage = join(__dirname, "ttl-interval-threshold.md");

/** The page with each table between `<!-- figures: name -->` and `<!-- end -->` computed anew. */
export async function withFigures(page: string): Promise<string> {
  const tables: Readonly<Record<string, () => Table>> = {
    "worst-outage": worstOutage,
    "short-outage": shortOutage,
    "random-loss": randomLoss,
    "regional-loss": regionalLoss,
  };
  const filled = page.replace(/(<!-- figures: (\S+) -->)[^]*?(<!-- end -->)/g, (_, start, name, end) => {
    const table = tables[String(name)];
    if (!table) throw new Error(`There is no table "${String(name)}".`);
    return `${String(start)}\n\n${markdown(table())}\n\n${String(end)}`;
  });
  return format(filled, { parser: "markdown", printWidth: 110 });
}

/** Worst outage for a client behind a caching resolver, in seconds, by the kind of failure. */
function worstOutage(): Table {
  const choices = [
    { requestIntervalSeconds: 10, failureThreshold: 1, ttlSeconds: 20, name: "" },
    { requestIntervalSeconds: 10, failureThreshold: 2, ttlSeconds: 20, name: "prod" },
    { requestIntervalSeconds: 10, failureThreshold: 3, ttlSeconds: 20, name: "" },
    { requestIntervalSeconds: 10, failureThreshold: 2, ttlSeconds: 60, name: "" },
    { requestIntervalSeconds: 30, failureThreshold: 2, ttlSeconds: 20, name: "staging" },
    { requestIntervalSeconds: 30, failureThreshold: 3, ttlSeconds: 60, name: "Route 53's default check" },
  ];
  const rows = choices.map(({ name, ...choice }) => {
    const { kinds } = failoverBudget({ ...choice, checkers: 16, aggregationSeconds: 3, rtoSeconds: 60 });
    const totals = [kinds.refused, kinds.noReply, kinds.blackhole, kinds.slowBody];
    const { requestIntervalSeconds, failureThreshold, ttlSeconds } = choice;
    const seconds = totals.map((row) => row.totalWorstSeconds);
    return [requestIntervalSeconds, failureThreshold, ttlSeconds, ...seconds, name].map(String);
  });
  return [["Interval", "Threshold", "TTL", "refused", "no reply", "blackhole", "slow body", ""], ...rows];
}

/** Probability that a total outage of a given length turns the check, at an interval of 10 s. */
function shortOutage(): Table {
  const rows = [5, 10, 12, 15, 18, 19, 20, 25, 28, 29, 30].map((outageSeconds) => {
    const flips = [1, 2, 3].map((failureThreshold) =>
      detectionProbability({
        requestIntervalSeconds: 10,
        failureThreshold,
        probeCostSeconds: probeCostSeconds.refused,
        checkers: 16,
        withinSeconds: outageSeconds,
      }),
    );
    return [`${outageSeconds} s`, ...flips.map(percent), rate((flips[1] ?? NaN) * 365)];
  });
  const titles = ["Outage", "Threshold 1", "Threshold 2", "Threshold 3"];
  return [[...titles, "One such outage a day, threshold 2: failovers a year"], ...rows];
}

/** False failovers a year when every probe is lost with the same probability. */
function randomLoss(): Table {
  const rows = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5].map((lossProbability) => {
    const loss = { requestIntervalSeconds: 10, cutOffCheckers: 0, lossProbability };
    const eightRegions = [1, 2, 3].map((failureThreshold) =>
      falseFailoversPerYear({ ...loss, failureThreshold, checkers: 16 }),
    );
    const threeRegions = falseFailoversPerYear({ ...loss, failureThreshold: 2, checkers: 6 });
    return [percent(lossProbability), ...[...eightRegions, threeRegions].map(rate)];
  });
  const titles = ["Probes lost", "Threshold 1", "Threshold 2", "Threshold 3"];
  return [[...titles, "Threshold 2, checkers in 3 regions"], ...rows];
}

/** False failovers a year when the checkers of whole regions reach nothing; threshold 2, interval 10 s. */
function regionalLoss(): Table {
  const rows = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((cutOffRegions) => {
    const perYear = (regions: number, lossProbability: number) =>
      regions < cutOffRegions
        ? ""
        : rate(
            falseFailoversPerYear({
              requestIntervalSeconds: 10,
              failureThreshold: 2,
              checkers: 2 * regions,
              cutOffCheckers: 2 * cutOffRegions,
              lossProbability,
            }),
          );
    return [String(cutOffRegions), perYear(8, 0.01), perYear(8, 0.1), perYear(3, 0.01)];
  });
  const elsewhere = ["8 regions, 1 % lost elsewhere", "8 regions, 10 % lost elsewhere"];
  return [["Regions cut off", ...elsewhere, "3 regions, 1 % lost elsewhere"], ...rows];
}

function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  return share < 0.00001 ? "< 0.001 %" : `${Number((share * 100).toPrecision(2))} %`;
}

function rate(perYear: number | null): string {
  if (perYear === null) return "failed over for good";
  if (perYear === 0) return "0";
  return perYear < 0.001 ? "< 0.001" : Number(perYear.toPrecision(3)).toLocaleString("en");
}

function markdown([titles = [], ...rows]: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [titles, titles.map(() => "---:"), ...rows].map(line).join("\n");
}

async function writeFigures(): Promise<void> {
  writeFileSync(figuresPage, await withFigures(readFileSync(figuresPage, "utf8")));
}

if (require.main === module) void writeFigures();
