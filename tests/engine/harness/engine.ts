import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, sep } from "node:path";
import { status, type ServiceError } from "@grpc/grpc-js";
import * as subchannelPool from "@grpc/grpc-js/build/src/subchannel-pool";
import * as automation from "@pulumi/pulumi/automation";
import { tolerateRejections } from "../../support/guards";
import { pulumi } from "../toolchain/pulumi";
import { installPlugins } from "./plugins";
import type { Project } from "./project";
import { type Step, stepsOf } from "./steps";
import { transpileOnce } from "./transpiledOnce";

/** What came of one run of the engine. */
export interface Run {
  /** Every step but those that leave a resource as it is, in the engine's order. */
  readonly steps: readonly Step[];
  /** What the engine says went wrong when it failed; null when it did not. */
  readonly error: string | null;
  /** Warnings that the run printed. */
  readonly warnings: readonly string[];
}

/** What the engine is asked to do. */
export type Action = "preview" | "up" | "refresh" | "previewRefresh" | "destroy";

/** The real Pulumi engine, with stand-ins for the provider plugins; nothing leaves this machine. */
export class Engine {
  private readonly home = mkdtempSync(join(tmpdir(), "engine-home-"));
  private readonly executable = pulumi();
  private command: Promise<automation.PulumiCommand> | undefined;
  private readonly stacks = new WeakMap<Project, automation.Stack>();
  private readonly languageDirectory = installPlugins(this.home);

  /** Runs the engine on a project's stack, which is made when it does not exist yet. */
  async run(project: Project, action: Action): Promise<Run> {
    const events: automation.EngineEvent[] = [];
    const onEvent = (event: automation.EngineEvent) => events.push(event);
    const error = await failureOf(async () => {
      const stack = this.stacks.get(project) ?? (await this.openStack(project));
      this.stacks.set(project, stack);
      await actions[action](stack, { onEvent });
    });
    const warnings = events.flatMap(({ diagnosticEvent: said }) =>
      said?.severity === "warning" ? said.message.trim() : [],
    );
    return { steps: stepsOf(events), error, warnings };
  }

  /** Runs the plain CLI in a project's folder, as ops do; returns all that it printed. Throws when it fails. */
  cli(project: Project, ...args: readonly string[]): string {
    mkdirSync(project.backendDirectory, { recursive: true });
    const env = { ...process.env, ...this.environmentOf(project) };
    const options = { cwd: project.directory, env, encoding: "utf8" } as const;
    const { stdout, stderr, status } = spawnSync(this.executable, args, options);
    if (status !== 0) throw new Error(`pulumi ${args.join(" ")}: ${String(status)}\n${stdout}\n${stderr}`);
    return stdout + stderr;
  }

  /** The environment in which the engine finds its backend and its plugins, and asks nobody anything. */
  environmentOf(project: Project): Record<string, string> {
    return {
      PULUMI_BACKEND_URL: `file://${project.backendDirectory}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_HOME: this.home,
      STAND_IN_ACCOUNT: project.accountDirectory,
      PATH: [this.languageDirectory, process.env["PATH"]].join(delimiter),
    };
  }

  dispose(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private async openStack(project: Project): Promise<automation.Stack> {
    mkdirSync(project.backendDirectory, { recursive: true });
    this.command ??= automation.PulumiCommand.get({ root: dirname(dirname(this.executable)) });
    const stack = await automation.LocalWorkspace.createOrSelectStack(
      { stackName: project.stack, projectName: "website-failover", program: () => runProgram(project) },
      {
        workDir: project.directory,
        pulumiHome: this.home,
        pulumiCommand: await this.command,
        envVars: this.environmentOf(project),
      },
    );
    // The API would start the CLI thrice more after each run, a fifth of its time, for what nobody reads here.
    return Object.assign(stack, {
      outputs: () => Promise.resolve({}),
      info: () => Promise.resolve(undefined),
    });
  }
}

type Options = { readonly onEvent: (event: automation.EngineEvent) => void };

const actions: Readonly<Record<Action, (stack: automation.Stack, options: Options) => Promise<unknown>>> = {
  preview: (stack, options) => stack.preview(options),
  up: (stack, options) => stack.up(options),
  refresh: (stack, options) => stack.refresh(options),
  previewRefresh: (stack, options) => stack.preview({ ...options, refresh: true }),
  destroy: (stack, options) => stack.destroy(options),
};

/**
 * What an action fails with, null for nothing. Pulumi itself makes what rejects unobserved in a program a failure of
 * that program's run; what rejects later is left behind by a run that has already failed. Its stack traces, one for each
 * promise, would take a good part of the run, and are switched off. Pulumi's listeners stay when a program hangs on its
 * failure, and are taken away.
 */
async function failureOf(action: () => Promise<void>): Promise<string | null> {
  const before = {
    rejections: process.listeners("unhandledRejection"),
    throws: process.listeners("uncaughtException"),
  };
  const traceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", () => {});
  try {
    await action();
    return null;
  } catch (thrown) {
    return diagnosticsOf((thrown as Error).message);
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
    Error.stackTraceLimit = traceLimit;
    process.removeAllListeners("unhandledRejection");
    for (const listener of before.rejections) process.on("unhandledRejection", listener);
    for (const listener of process.listeners("uncaughtException"))
      if (!before.throws.includes(listener)) process.off("uncaughtException", listener);
  }
}

/** The end of an engine's report, where it has one: the API tells the report twice, each time after all the progress. */
function diagnosticsOf(message: string): string {
  const [report = message] = message.split("\n err?: ");
  return report.split("\nDiagnostics:\n").at(-1) ?? report;
}

/**
 * A failed program's calls to an engine that has ended may reject at any time, in the middle of the next run or test
 * too, and say nothing of it.
 */
tolerateRejections((reason) => (reason as Partial<ServiceError> | null)?.code === status.UNAVAILABLE);

/**
 * Every so often an engine gets the port of one that has ended. gRPC shares connections by address within a process, so
 * the new engine's clients would get the old one's, which is lost and not to be tried again for a while: each has its own.
 */
Object.assign(subchannelPool, { getSubchannelPool: () => new subchannelPool.SubchannelPool() });

transpileOnce();

const load = createRequire(__filename);

/** Runs index.ts as if for the first time; Pulumi's own modules stay loaded. */
async function runProgram({ directory }: Project): Promise<Record<string, unknown>> {
  for (const file of Object.keys(load.cache)) {
    if (file.startsWith(directory + sep) && !file.includes(`${sep}node_modules${sep}`))
      Reflect.deleteProperty(load.cache, file);
  }
  const program = load(join(directory, "index.ts")) as () => Promise<Record<string, unknown>>;
  return program();
}
