import type { Recording } from "../../recording/recording";
import type { Charge } from "./charge";
import { chargesOf } from "./charges";
import { type Price, priceOf } from "./prices";

/** One line of a bill: what is charged for in one region. */
export interface Line {
  readonly what: string;
  readonly region: string;
  /** How many a month; null: by use. */
  readonly quantity: number | null;
  readonly price: Price | null;
  /** Dollars a month, to the cent; null: by use, or the price is unknown. */
  readonly usd: number | null;
  /** Logical names of the resources that it is for, sorted. */
  readonly names: readonly string[];
}

/** What a stack costs each month. */
export interface Bill {
  /** The same each month, by name and region. */
  readonly fixed: readonly Line[];
  /** As much as is used. */
  readonly byUse: readonly Line[];
  /** Sum of the fixed lines whose price is known, in dollars. */
  readonly usd: number;
  /** Types of resources of which it is not known whether they cost anything, sorted. */
  readonly unknownTypes: readonly string[];
  /** Types that cost nothing, sorted. */
  readonly freeTypes: readonly string[];
}

/** The bill for what a program has registered, as if the stack were alone in its account. */
export function billOf({ resources }: Pick<Recording, "resources">): Bill {
  const inAws = resources.filter(({ type }) => /^awsx?:/.test(type));
  const entries = inAws.map((resource) => ({ resource, charges: chargesOf(resource, inAws) }));
  const typesWhere = (holds: (charges: Charge[] | null) => boolean) => {
    const found = entries.filter(({ charges }) => holds(charges)).map(({ resource }) => resource.type);
    return [...new Set(found)].sort();
  };
  const lines = linesOf(
    entries.flatMap(({ resource, charges }) =>
      (charges ?? []).map((charge) => ({ ...charge, name: resource.name })),
    ),
  );
  const fixed = lines.filter(({ quantity }) => quantity !== null);
  return {
    fixed,
    byUse: lines.filter(({ quantity }) => quantity === null),
    usd: toCents(fixed.reduce((sum, { usd }) => sum + (usd ?? 0), 0)),
    unknownTypes: typesWhere((charges) => charges === null),
    freeTypes: typesWhere((charges) => charges?.length === 0),
  };
}

type NamedCharge = Charge & { readonly name: string };

function linesOf(charges: readonly NamedCharge[]): Line[] {
  const groups = new Map<string, NamedCharge[]>();
  for (const charge of charges) {
    const key = `${charge.what} ${charge.region} ${charge.quantity === null ? "by use" : "fixed"}`;
    groups.set(key, [...(groups.get(key) ?? []), charge]);
  }
  return [...groups.keys()].sort().map((key) => lineOf(groups.get(key) ?? []));
}

/** The line for charges of the same thing in the same region. */
function lineOf(charges: readonly NamedCharge[]): Line {
  const [{ what, region, quantity: first } = { what: "", region: "", quantity: null }] = charges;
  const quantity = first === null ? null : charges.reduce((sum, charge) => sum + (charge.quantity ?? 0), 0);
  const price = priceOf(what, region);
  const names = [...new Set(charges.map(({ name }) => name))].sort();
  return { what, region, quantity, price, usd: amount(quantity, price), names };
}

function amount(quantity: number | null, price: Price | null): number | null {
  if (quantity === null || price === null) return null;
  const charged = Math.max(0, quantity - (price.freePerMonth ?? 0));
  if (charged === 0) return 0;
  return price.usd === null ? null : toCents(charged * price.usd);
}

/** Lines are rounded, and their sum is that of the rounded ones, so that the page adds up. */
function toCents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
