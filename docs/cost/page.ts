import { markdownTable } from "../markdownTable";
import type { Bill, Line } from "./bill";
import { rootVolumeGb } from "./charges";
import { byRegion, type Price, prices, type Source } from "./prices";

const unknown = "**unknown**";

const introduction = `# What it costs

Dollars a month without tax, line by line, for what the program registers for each stack. Written by \`npm run docs\` from
the recorded resources (\`docs/cost/\`) and [the prices below](#prices); a test keeps the page equal to both. **No bill of AWS
has been compared with it yet.**

- A month has 730 hours. A root volume has ${rootVolumeGb} GB where the program does not say: an assumption about the image.
- What an account has for nothing each month, for good, is taken off as if the stack were alone in it. The ten free alarms
  and the ten free custom metrics are not, because two stacks use them up. Offers for new accounts are left out.
- Custom metrics are charged for by the hours in which they have data, so their lines are the most that they cost.
- What was there before is not a stack's cost, such as a zone that it did not make.
- **unknown** is a price that was not found. It is in no sum, and it is not zero.
`;

/** docs/cost.md: a bill for each stack, and the prices with their sources. */
export function costPage(bills: Readonly<Record<string, Bill>>): string {
  return [
    introduction,
    overview(bills),
    ...Object.entries(bills).map(([stack, bill]) => stackSection(stack, bill)),
    useSection(bills),
    typesSection(Object.values(bills)),
    priceSection(),
  ].join("\n");
}

function overview(bills: Readonly<Record<string, Bill>>): string {
  const rows = Object.entries(bills).map(([stack, bill]) => {
    const open = unpriced(bill.fixed);
    return [`[${stack}](#${stack})`, sum(bill), open.length === 0 ? "nothing" : open.map(nameOf).join(", ")];
  });
  return markdownTable(["stack", "a month, before use", "unknown in it"], rows);
}

function stackSection(stack: string, bill: Bill): string {
  const rows = bill.fixed.map((line) => [
    line.what,
    line.region,
    (line.quantity ?? 0).toLocaleString("en-US"),
    each(line.price),
    line.usd === null ? unknown : line.usd.toFixed(2),
    line.names.join(", "),
  ]);
  const together = ["**together**", "", "", "", `**${sum(bill)}**`, ""];
  const heading = ["what", "region", "how many", "each", "a month", "for"];
  return [`## ${stack}\n`, markdownTable(heading, [...rows, together])].join("\n");
}

/** One table for all stacks: what differs between them is how much they use. */
function useSection(bills: Readonly<Record<string, Bill>>): string {
  const lines = new Map<string, { line: Line; stacks: string[] }>();
  for (const [stack, { byUse }] of Object.entries(bills)) {
    for (const line of byUse) {
      const stacks = lines.get(nameOf(line))?.stacks ?? [];
      lines.set(nameOf(line), { line, stacks: [...stacks, stack] });
    }
  }
  const rows = [...lines.values()].map(({ line: { what, region, price }, stacks }) => [
    what,
    region,
    each(price),
    stacks.join(", "),
  ]);
  return ["## By use\n", markdownTable(["what", "region", "each", "stacks"], rows)].join("\n");
}

function typesSection(bills: readonly Bill[]): string {
  const all = (types: (bill: Bill) => readonly string[]) => [...new Set(bills.flatMap(types))].sort();
  const free = all(({ freeTypes }) => freeTypes);
  return [
    `Of these types it is **unknown** whether they cost anything: ${list(all(({ unknownTypes }) => unknownTypes))}.\n`,
    `<details><summary>Free by themselves: ${free.length} types</summary>\n`,
    `${list(free)}\n`,
    "</details>\n",
  ].join("\n");
}

function priceSection(): string {
  const rows = Object.entries(prices).flatMap(([what, entry]) =>
    byRegion(entry).map(([region, price]) => [
      what,
      region,
      each(price),
      price.source.date,
      sourceText(price.source),
    ]),
  );
  return [
    "## Prices\n",
    "The date is that of the page or price list; where a copy bears none, that of the day on which it was read.\n",
    markdownTable(["what", "region", "each", "date", "source"], rows),
  ].join("\n");
}

function sum(bill: Bill): string {
  const isOpen = unpriced(bill.fixed).length > 0 || bill.unknownTypes.length > 0;
  return `${isOpen ? "at least " : ""}${bill.usd.toFixed(2)}`;
}

function unpriced(lines: readonly Line[]): Line[] {
  return lines.filter(({ usd }) => usd === null);
}

function nameOf({ what, region }: Line): string {
  return `${what} in ${region}`;
}

function each(price: Price | null): string {
  if (price === null) return unknown;
  const usd = price.usd === null ? unknown : plain(price.usd);
  const free = price.freePerMonth === undefined ? "" : `, ${price.freePerMonth.toLocaleString("en-US")} free`;
  return `${usd} per ${price.per}${free}`;
}

/** A number without an exponent, with two decimals at least. */
function plain(usd: number): string {
  return usd.toFixed(10).replace(/(\.\d\d\d*?)0+$/, "$1");
}

function sourceText({ page, note }: Source): string {
  return note === undefined ? `<${page}>` : `<${page}>, ${note}`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.map((name) => `\`${name}\``).join(", ");
}
