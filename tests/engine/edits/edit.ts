import type { Operation } from "../harness/steps";
import type { Facts } from "../standIns/account";

/** One edit that ops may make to a deployed stack, and what must come of it. */
export interface Edit {
  /** What ops change, as a row of docs/changes.md names it. */
  readonly title: string;
  /** Settings of the stack file, by key; `undefined` removes one. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings that the deployed stack had before. */
  readonly deployed?: Readonly<Record<string, unknown>>;
  /** A text of a source file, and what replaces it. */
  readonly source?: { readonly file: string; readonly from: string; readonly to: string };
  /** What changes in the account meanwhile. */
  readonly account?: Partial<Facts>;
  /** `up` also makes the change, and follows the name that fails over through each of its steps. */
  readonly by: "preview" | "up";
  /** What happens to every resource that does not stay as it is; `*` stands for both sites. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** Sites that cannot be reached for a while. */
  readonly stops: readonly ("primary" | "backup")[];
  /** What ops should know beside. */
  readonly note?: string;
}

/** One operation for a site's whole network, which is named after the zone and the range that it stands in. */
export function network(
  site: "primary" | "backup",
  place: string,
  operation: Operation,
): Record<string, Operation> {
  const vpc = `${site}-vpc-${place}`;
  const titles = [
    ...[`InternetGateway ${vpc}`, `Vpc ${vpc}`, `awsx.Vpc ${vpc}`],
    ...["Route", "RouteTable", "RouteTableAssociation", "Subnet"].map((type) => `${type} ${vpc}-public-1`),
  ];
  return Object.fromEntries(titles.map((title) => [title, operation]));
}

/** The operations with each `*` written out for both sites, sorted by name. */
export function spelledOut(operations: Edit["operations"]): Record<string, Operation> {
  const entries = Object.entries(operations).flatMap(([title, operation]) =>
    title.includes("*")
      ? ["backup", "primary"].map((site) => [title.replace("*", site), operation] as const)
      : [[title, operation] as const],
  );
  return Object.fromEntries(entries.sort(([one], [two]) => (one < two ? -1 : 1)));
}
