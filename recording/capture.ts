import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import type {
  ReadResourceRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { AccountModel } from "./model";
import type { Mode, RecordedLookUp, RecordedResource, Recording } from "./recording";
import { decode } from "./wire";

type Callback = (error: unknown, response: { getUrn(): string } | undefined) => void;
type Send<Request> = (request: Request, callback: Callback) => unknown;

interface Monitor {
  registerResource: Send<RegisterResourceRequest>;
  readResource: Send<ReadResourceRequest>;
  registerResourceOutputs: Send<RegisterResourceOutputsRequest>;
}

const load = createRequire(__filename);
const stackType = "pulumi:pulumi:Stack";

/** A resource with what is needed to resolve its neighbours once all are known. */
interface Draft extends Omit<RecordedResource, "urn" | "parent" | "provider" | "region" | "dependencies"> {
  readonly mockUrn: string;
  readonly parentMockUrn: string;
  readonly providerReference: string;
  readonly ownProviders: Readonly<Record<string, string>>;
  readonly dependsOn: readonly string[];
}

/** Plays the engine for one run: answers from the model, and writes down each request as it was sent. */
export class Capture implements pulumi.runtime.Mocks {
  /** Settles at the first failure. */
  readonly firstFailure: Promise<void>;
  private noteFirstFailure: () => void = () => undefined;
  private readonly drafts: Draft[] = [];
  private readonly lookUps: RecordedLookUp[] = [];
  private readonly errors: string[] = [];
  private readonly states = new Map<string, { id: string | undefined; state: Record<string, unknown> }>();
  private outputs: Record<string, unknown> = {};
  private secretOutputs: readonly string[] = [];

  constructor(
    private readonly model: AccountModel,
    private readonly project: string,
    private readonly stack: string,
    private readonly mode: Mode,
  ) {
    this.firstFailure = new Promise((resolve) => {
      this.noteFirstFailure = resolve;
    });
  }

  /** Grows with everything that happens: a run is over when it stands still. */
  get activity(): number {
    return this.drafts.length + this.lookUps.length + this.errors.length;
  }

  /** Notes a failure of the run. */
  fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (!this.errors.includes(message)) this.errors.push(message);
    this.noteFirstFailure();
  }

  newResource({ type, name, inputs, custom, id: readId }: pulumi.runtime.MockResourceArgs) {
    if (type === stackType) return { id: undefined, state: {} };
    return this.noting(() => {
      const resource = { type, name, inputs: inputs as Record<string, unknown>, isRead: Boolean(readId) };
      const known = this.mode === "update" ? this.model.stateOf(resource) : this.model.checkType(resource);
      const hasId = custom === true && this.mode === "update";
      const result = {
        id: hasId ? readId || known.id : undefined,
        state: { ...resource.inputs, ...known.state },
      };
      this.states.set(`${type}::${name}`, result);
      return result;
    });
  }

  call({ token, inputs, provider }: pulumi.runtime.MockCallArgs) {
    return this.noting(() => {
      const region = this.regionOf(provider ?? "");
      const result = this.model.lookUp(token, inputs as Record<string, unknown>, region);
      this.lookUps.push({ token, inputs: inputs as Record<string, unknown>, region, result });
      return result;
    });
  }

  /** Listens on the monitor that `setMocks` has just installed: only requests carry parents, options and the like. */
  attach(): void {
    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    acceptHooks();
    const { registerResource, readResource, registerResourceOutputs } = monitor;
    monitor.registerResource = (request, callback) =>
      registerResource.call(monitor, request, (error, response) => {
        if (response && request.getType() !== stackType)
          this.drafts.push(this.draftOf(request, response.getUrn()));
        callback(error, response);
      });
    monitor.readResource = (request, callback) =>
      readResource.call(monitor, request, (error, response) => {
        if (response) this.drafts.push(this.draftOfRead(request, response.getUrn()));
        callback(error, response);
      });
    monitor.registerResourceOutputs = (request, callback) => {
      if (request.getUrn().split("::")[2] === stackType) {
        const { value, secretPaths } = decode(request.getOutputs()?.toJavaScript() ?? {});
        this.outputs = value as Record<string, unknown>;
        this.secretOutputs = secretPaths;
      }
      return registerResourceOutputs.call(monitor, request, callback);
    };
  }

  /** The finished recording. */
  recording(config: Readonly<Record<string, string>>, leaks: number): Recording {
    const { project, stack, mode, lookUps, outputs, secretOutputs, errors } = this;
    const urns = new Map(this.drafts.map((draft) => [draft.mockUrn, this.urnOf(draft)]));
    const resources = this.drafts.map((draft) => this.finish(draft, urns));
    const all = resources.map(({ urn }) => urn);
    const duplicates = [...new Set(all.filter((urn, index) => all.indexOf(urn) !== index))].sort();
    resources.sort((one, two) => (one.urn < two.urn ? -1 : 1));
    return {
      project,
      stack,
      mode,
      config,
      resources,
      lookUps,
      outputs,
      secretOutputs,
      errors,
      duplicates,
      leaks,
    };
  }

  /** An error that a mock throws reaches the program with an empty message unless it carries `details`. */
  private noting<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw Object.assign(new Error(message), { details: message });
    }
  }

  private draftOf(request: RegisterResourceRequest, mockUrn: string): Draft {
    const kind = request.getRemote() ? "remote" : request.getCustom() ? "custom" : "component";
    return {
      ...this.draft(request.getType(), request.getName(), kind, request.getObject()?.toJavaScript() ?? {}),
      mockUrn,
      parentMockUrn: request.getParent(),
      providerReference: request.getProvider(),
      ownProviders: Object.fromEntries<string>(request.getProvidersMap().toObject(false)),
      dependsOn: request.getDependenciesList(),
      protect: request.getProtect() ?? false,
      ignoreChanges: request.getIgnorechangesList(),
      deleteBeforeReplace: request.getDeletebeforereplace(),
      replacementTrigger: request.getReplacementTrigger()?.toJavaScript() ?? null,
      otherOptions: otherOptionsOf(request),
    };
  }

  private draftOfRead(request: ReadResourceRequest, mockUrn: string): Draft {
    return {
      ...this.draft(
        request.getType(),
        request.getName(),
        "read",
        request.getProperties()?.toJavaScript() ?? {},
      ),
      mockUrn,
      parentMockUrn: request.getParent(),
      providerReference: request.getProvider(),
      ownProviders: {},
      dependsOn: request.getDependenciesList(),
      protect: false,
      ignoreChanges: [],
      deleteBeforeReplace: false,
      replacementTrigger: null,
      otherOptions: [],
    };
  }

  private draft(type: string, name: string, kind: RecordedResource["kind"], wire: unknown) {
    const { value, secretPaths } = decode(wire);
    const inputs = value as Record<string, unknown>;
    const { id, state = {} } = this.states.get(`${type}::${name}`) ?? {};
    return {
      type,
      name,
      kind,
      inputs,
      secretInputs: secretPaths,
      id: id ?? null,
      state: { ...state, ...inputs },
    };
  }

  private finish(draft: Draft, urns: ReadonlyMap<string, string>): RecordedResource {
    const {
      mockUrn: _mockUrn,
      parentMockUrn,
      providerReference,
      ownProviders: _own,
      dependsOn,
      ...rest
    } = draft;
    const reference = providerReference || this.inheritedProvider(draft);
    return {
      ...rest,
      urn: this.urnOf(draft),
      parent: urns.get(parentMockUrn) ?? null,
      provider: providerName(reference),
      region: ownRegionOf(draft) ?? this.regionOf(reference),
      dependencies: dependsOn.map((urn) => urns.get(urn) ?? urn).sort(),
    };
  }

  /** The mock monitor's URNs keep one level of parents; the engine's keep all, without the stack. */
  private urnOf(draft: Draft): string {
    const types: string[] = [];
    for (let at: Draft | undefined = draft; at; at = this.draftAt(at.parentMockUrn)) types.unshift(at.type);
    return `urn:pulumi:${this.stack}::${this.project}::${types.join("$")}::${draft.name}`;
  }

  /** The engine, not the SDK, hands a component's providers down to a remote component inside it. */
  private inheritedProvider(draft: Draft): string {
    if (draft.kind !== "remote") return "";
    for (let at: Draft | undefined = draft; at; at = this.draftAt(at.parentMockUrn)) {
      const reference = at.ownProviders["aws"];
      if (reference) return reference;
    }
    return "";
  }

  private draftAt(mockUrn: string): Draft | undefined {
    return this.drafts.find((draft) => draft.mockUrn === mockUrn);
  }

  private regionOf(reference: string): string | null {
    const name = providerName(reference);
    const provider = this.drafts.find(
      (draft) => draft.type === "pulumi:providers:aws" && draft.name === name,
    );
    const region = provider?.inputs["region"];
    return typeof region === "string" ? region : null;
  }
}

/** Only an engine calls hooks, and the mocks have none: the server that it would call them on is not started. */
function acceptHooks(): void {
  const { getStore } = load("@pulumi/pulumi/runtime/state") as { getStore: () => { callbacks?: unknown } };
  const accept = () => Promise.resolve();
  getStore().callbacks = { registerResourceHook: accept, awaitStackRegistrations: accept, shutdown: accept };
}

function otherOptionsOf(request: RegisterResourceRequest): string[] {
  const isUsed = {
    aliases: request.getAliasesList().length + request.getAliasurnsList().length > 0,
    deletedWith: request.getDeletedwith() !== "",
    hooks: request.getHooks() !== undefined,
    importId: request.getImportid() !== "",
    replaceOnChanges: request.getReplaceonchangesList().length > 0,
    retainOnDelete: request.getRetainondelete() === true,
  };
  return Object.entries(isUsed).flatMap(([option, used]) => (used ? [option] : []));
}

/** Since version 7 of the provider, a resource may name a region of its own. */
function ownRegionOf({ type, inputs }: Draft): string | null {
  const region = inputs["region"];
  return type.startsWith("aws:") && typeof region === "string" ? region : null;
}

/** A provider reference is a mock URN with `::<id>` behind it. */
function providerName(reference: string): string | null {
  return reference === "" ? null : (reference.split("::")[3] ?? null);
}
