import { createRequire } from "node:module";
import { resolve } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { Capture } from "./capture";
import { AccountModel, type Account } from "./model";
import type { Mode, Recording } from "./recording";
import { entryOf, stackConfig } from "./stackFiles";

const load = createRequire(__filename);

/** What a run starts from. */
export interface RecordOptions {
  readonly project?: string;
  readonly stack?: string;
  readonly mode?: Mode;
  /** `project:key` to text; structured values as JSON. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secretKeys?: readonly string[];
  /** What the AWS account holds beside what the program makes. */
  readonly account?: Partial<Account>;
}

/** How long a program may do nothing without having ended, in milliseconds, and how often that is looked at. */
const idleMilliseconds = 2_000;
const lookMilliseconds = 100;

/**
 * Runs the project's program for a stack as it is in its files.
 *
 * @param stack names `Pulumi.<stack>.yaml`.
 * @param options `config` lies over the stack file's values.
 * @throws Error when a stack file or Pulumi.yaml cannot be read. What the program itself throws is in `errors`.
 */
export async function recordStack(
  stack: string,
  options: Omit<RecordOptions, "stack" | "project"> & { readonly projectDirectory?: string } = {},
): Promise<Recording> {
  const { projectDirectory = resolve(__dirname, ".."), ...rest } = options;
  const { project, config, secretKeys } = stackConfig(projectDirectory, stack);
  const program = () => runEntry(entryOf(projectDirectory));
  return record(program, { ...rest, project, stack, secretKeys, config: { ...config, ...options.config } });
}

/**
 * Runs a program once under Pulumi's mock monitor and returns everything that it registered. One run at a time in
 * a process: Pulumi's runtime is global.
 */
export async function record(program: () => unknown, options: RecordOptions = {}): Promise<Recording> {
  const {
    project = "website-failover",
    stack = "test",
    mode = "update",
    config = {},
    secretKeys = [],
  } = options;
  const capture = new Capture(new AccountModel(options.account), project, stack, mode);
  await pulumi.runtime.setMocks(capture, project, stack, mode === "preview", "organization");
  capture.attach();
  pulumi.runtime.setAllConfig({ ...config }, [...secretKeys]);

  await quietly(capture, async () => {
    const run = pulumi.runtime.runInPulumiStack(() => Promise.resolve().then(program));
    await settled(capture, run);
  });
  return capture.recording(config, drainLeaks());
}

/** The entry exports a function, which Pulumi's own runner would call; what it throws while loading counts too. */
async function runEntry(entry: string): Promise<unknown> {
  Reflect.deleteProperty(load.cache, entry);
  const exported = load(entry) as object | (() => unknown);
  return typeof exported === "function" ? await exported() : exported;
}

/** Waits until nothing new is registered. Dependants of a failure never settle, so the first failure ends the wait soon. */
async function settled(capture: Capture, run: Promise<unknown>): Promise<void> {
  const quiet = (async () => {
    await run;
    for (let seen = -1; seen !== capture.activity;) {
      seen = capture.activity;
      await pulumi.runtime.disconnect();
      for (let turn = 0; turn < 5; turn++) await setImmediate();
    }
  })().catch((error: unknown) => {
    capture.fail(error);
  });
  const stop = new AbortController();
  const { signal } = stop;
  const limit = untilIdle(capture, signal).then(() => {
    capture.fail(
      new Error(`the program has registered nothing for ${idleMilliseconds / 1000} s, and has not ended`),
    );
  });
  const failed = capture.firstFailure.then(() => setTimeout(20, undefined, { signal }));
  await Promise.race([quiet, limit.catch(() => undefined), failed.catch(() => undefined)]);
  stop.abort();
}

/** Counts looks and not the time: while modules load, which can take long on a busy machine, nothing can look. */
async function untilIdle(capture: Capture, signal: AbortSignal): Promise<void> {
  let seen = capture.activity;
  for (let idle = 0; idle < idleMilliseconds; idle += lookMilliseconds) {
    await setTimeout(lookMilliseconds, undefined, { signal });
    if (capture.activity === seen) continue;
    seen = capture.activity;
    idle = 0;
  }
}

/**
 * The surroundings of a run: rejections belong to the recording, not to the process, and the SDK's stack traces
 * (one for each promise) are switched off, which makes a run several times faster.
 */
async function quietly(capture: Capture, run: () => Promise<void>): Promise<void> {
  const listeners = process.listeners("unhandledRejection");
  const traceLimit = Error.stackTraceLimit;
  process.removeAllListeners("unhandledRejection");
  const note = (error: unknown) => {
    capture.fail(error);
  };
  process.on("unhandledRejection", note);
  Error.stackTraceLimit = 0;
  try {
    await run();
    await setImmediate();
  } finally {
    Error.stackTraceLimit = traceLimit;
    process.removeListener("unhandledRejection", note);
    for (const listener of listeners) process.on("unhandledRejection", listener);
  }
}

function drainLeaks(): number {
  const debuggable = load("@pulumi/pulumi/runtime/debuggable") as {
    leakedPromises(): [Set<unknown>, string];
  };
  const [leaks] = debuggable.leakedPromises();
  return leaks.size;
}
