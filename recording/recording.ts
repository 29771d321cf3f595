/** How the program is run: as an update, where everything has a value, or as a preview, where outputs are unknown. */
export type Mode = "update" | "preview";

/** A resource as the program registered it. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly kind: "custom" | "component" | "remote" | "read";
  /** The id that the model gave; null for components and in a preview. */
  readonly id: string | null;
  /** URN of the parent; null for a child of the stack. */
  readonly parent: string | null;
  /** Name of the explicit provider, inherited ones included; null is the default provider. */
  readonly provider: string | null;
  /** The region that the resource names, else that of its provider. */
  readonly region: string | null;
  /** The inputs as plain values; `unknown` (wire.ts) where a preview does not know one. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Inputs and the model's outputs together. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly secretInputs: readonly string[];
  /** URNs that this resource waits for, sorted. */
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly replacementTrigger: unknown;
  /** Names of further options that decide what the engine does; none of them is used without a reason. */
  readonly otherOptions: readonly string[];
}

/** A look-up that the program made, and what the model answered. */
export interface RecordedLookUp {
  readonly token: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly region: string | null;
  readonly result: Readonly<Record<string, unknown>>;
}

/** One run of the program, as plain data. */
export interface Recording {
  readonly project: string;
  readonly stack: string;
  readonly mode: Mode;
  /** The configuration that the program saw: `project:key` to text, structured values as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Every resource but the stack itself, sorted by URN. */
  readonly resources: readonly RecordedResource[];
  readonly lookUps: readonly RecordedLookUp[];
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly secretOutputs: readonly string[];
  /** Messages of everything that failed, first failure first. */
  readonly errors: readonly string[];
  /** URNs that were registered more than once. */
  readonly duplicates: readonly string[];
  /** Promises that never settled; 0 in a good program. */
  readonly leaks: number;
}
