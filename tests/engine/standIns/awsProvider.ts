import { isDeepStrictEqual } from "node:util";
import { unknown } from "../../../recording/wire";
import type { Account, Change, StoredResource } from "./account";
import { lookUp } from "./lookUps";
import { refusals } from "./refusals";
import { type Inputs, type ResourceType, resourceTypes } from "./resourceTypes";

/** What a provider is asked to make, change or remove. */
export interface Subject {
  readonly urn: string;
  readonly id: string;
  readonly inputs: Inputs;
}

/** A resource that was made although the call fails. */
export class PartialFailure extends Error {
  constructor(
    message: string,
    readonly resource: StoredResource,
  ) {
    super(message);
  }
}

/**
 * The AWS provider's part in an update, without the wire: strict about every type, input and look-up that it does not
 * know. All of it throws Error with AWS's reason.
 */
export class AwsProvider {
  private region = "";
  private defaultTags: Readonly<Record<string, string>> = {};

  constructor(private readonly account: Account) {}

  /** Refuses an account that the provider's `allowedAccountIds` do not list, as the real provider does. */
  configure(config: Inputs): void {
    const { region, allowedAccountIds, defaultTags } = config;
    const { accountId } = this.account.facts();
    if (typeof region !== "string") throw new Error("the provider has no region");
    const allowed = readJson(allowedAccountIds) as string[] | undefined;
    if (allowed && !allowed.includes(accountId)) throw new Error(`AWS account ID not allowed: ${accountId}`);
    this.region = region;
    this.defaultTags = (readJson(defaultTags) as { tags?: Record<string, string> } | undefined)?.tags ?? {};
  }

  /** The inputs as the provider keeps them: the default tags are among the resource's own. */
  check(urn: string, given: Inputs): { readonly inputs: Inputs; readonly problems: readonly string[] } {
    const known = typeOf(urn);
    const inputs = known.inputs.includes("tags")
      ? { ...given, tags: { ...this.defaultTags, ...(given["tags"] as object | undefined) } }
      : given;
    const strange = Object.keys(inputs).filter((key) => !known.inputs.includes(key));
    const missing = known.required.filter((key) => inputs[key] === undefined);
    const problems = [
      ...strange.map((key) => `${typeName(urn)} takes no ${key}`),
      ...missing.map((key) => `${typeName(urn)} needs ${key}`),
    ];
    return { inputs, problems };
  }

  /** The inputs that differ, and those of them that need a new resource. */
  diff(urn: string, before: Inputs, after: Inputs, ignored: readonly string[]) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    const changed = keys.filter(
      (key) => !key.startsWith("__") && !ignored.includes(key) && !isDeepStrictEqual(before[key], after[key]),
    );
    const known = typeOf(urn);
    const always = changed.filter((key) => known.replacing.includes(key));
    const byValue = changed.filter((key) => known.replacingWhen(before, after).includes(key));
    return { changed, replacing: [...new Set([...always, ...byValue])] };
  }

  /** The names of the outputs that a preview cannot know yet. */
  outputNames(urn: string): string[] {
    return Object.keys(this.born(urn, {}).outputs);
  }

  /** Milliseconds that AWS takes longer than usual to make this resource. */
  delayOf(urn: string): number {
    return this.account.facts().slowName === nameOf(urn) ? 2_000 : 0;
  }

  create(urn: string, inputs: Inputs): StoredResource {
    refuseUnknown(urn, inputs);
    const resource = this.born(urn, inputs);
    this.carryOut({ operation: "create", isOutage: false, resource });
    return resource;
  }

  /** What AWS has, or undefined when it is gone. */
  read({ urn, id }: Pick<Subject, "urn" | "id">): StoredResource | undefined {
    return this.account.find(typeName(urn), id);
  }

  update({ urn, id, inputs }: Subject): StoredResource {
    refuseUnknown(urn, inputs);
    const before = this.account.find(typeName(urn), id);
    if (!before) throw new Error(`${typeName(urn)} ${id} does not exist`);
    const { changed } = this.diff(urn, before.inputs, inputs, []);
    const isOutage = changed.some((key) => typeOf(urn).stopping.includes(key));
    const resource = { ...before, inputs, outputs: { ...before.outputs, ...this.renewed(urn, inputs) } };
    this.carryOut({ operation: "update", isOutage, resource });
    return resource;
  }

  delete({ urn, id }: Pick<Subject, "urn" | "id">): void {
    const resource = this.account.find(typeName(urn), id);
    if (resource) this.carryOut({ operation: "delete", isOutage: typeOf(urn).carriesTraffic, resource });
  }

  /** Asks AWS; see `lookUp`. */
  invoke(token: string, inputs: Inputs): Inputs {
    return lookUp(token, inputs, this.region, this.account.facts());
  }

  private born(urn: string, inputs: Inputs): StoredResource {
    const name = nameOf(urn);
    const earlier = this.account
      .changes()
      .filter(({ operation, resource }) => operation === "create" && resource.name === name);
    const { accountId } = this.account.facts();
    const seed = `${urn} ${earlier.length}`;
    // Since version 7 of the provider, a resource may name a region of its own.
    const region = typeof inputs["region"] === "string" ? inputs["region"] : this.region;
    const born = typeOf(urn).born({ seed, name, region, accountId, inputs });
    const site = this.defaultTags["site"] ?? "";
    return { type: typeName(urn), name, site, region, inputs, ...born };
  }

  /** A record's name in full is the one output that follows an input in place. */
  private renewed(urn: string, inputs: Inputs): Inputs {
    return typeName(urn) === "aws:route53/record:Record" ? { fqdn: inputs["name"] } : {};
  }

  private carryOut(change: Change): void {
    const { operation, resource } = change;
    const demanded = this.failOnDemand(operation, resource.type);
    const reasons = refusals(this.account, change);
    if (reasons.length > 0) throw new Error(reasons.join("; "));
    this.account.record(change);
    if (demanded) throw new PartialFailure(demandedText, resource);
  }

  /** True for a failure that comes after the change. */
  private failOnDemand(operation: Change["operation"], type: string): boolean {
    const failure = this.account
      .facts()
      .failures.find((one) => one.operation === operation && one.type === type);
    if (failure && failure.isPartial !== true) throw new Error(demandedText);
    return failure !== undefined;
  }
}

const demandedText = "InternalFailure: the test asked for this failure";

/** The type of a URN's resource without its parents' types. */
function typeName(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function typeOf(urn: string): ResourceType {
  const known = resourceTypes[typeName(urn)];
  if (!known) throw new Error(`the stand-in does not know the type ${typeName(urn)}`);
  return known;
}

function readJson(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : value;
}

function refuseUnknown(urn: string, inputs: Inputs): void {
  const holds = (value: unknown): boolean =>
    value === unknown || (typeof value === "object" && value !== null && Object.values(value).some(holds));
  if (holds(inputs)) throw new Error(`${urn} has inputs that are not known yet`);
}
