/**
 * The plugin `pulumi-language-nodejs` of the stand-in, because the real one cannot be had as a module: starts the
 * program as the real one does. Prints its port, as plugins do.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { version } from "@pulumi/pulumi/package.json";
import { type ILanguageRuntimeServer, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/language_pb";
import { PackageDependency, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answering, plain, serve } from "./grpc";

const engineAddress = process.argv.at(-1) ?? "";

const service: Partial<ILanguageRuntimeServer> = {
  handshake: answering(() => new rpc.LanguageHandshakeResponse()),
  getPluginInfo: answering(() => new PluginInfo().setVersion(version)),
  getRequiredPackages: answering((request: rpc.GetRequiredPackagesRequest) =>
    new rpc.GetRequiredPackagesResponse().setPackagesList(
      providersOf(request.getInfo()?.getProgramDirectory() ?? ""),
    ),
  ),
  about: answering(() => new rpc.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
  run: answering(run),
  cancel: answering(() => new Empty()),
};

/** The dependencies of package.json that are Pulumi packages with a provider. */
function providersOf(directory: string): PackageDependency[] {
  const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as PackageFile;
  const requireHere = createRequire(join(directory, "package.json"));
  return Object.keys(read(join(directory, "package.json")).dependencies ?? {}).flatMap((dependency) => {
    if (!dependency.startsWith("@pulumi/")) return [];
    const { pulumi } = read(requireHere.resolve(`${dependency}/package.json`));
    if (pulumi?.resource !== true) return [];
    return new PackageDependency().setName(pulumi.name).setKind("resource").setVersion(pulumi.version);
  });
}

interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly pulumi?: { readonly resource: boolean; readonly name: string; readonly version: string };
}

/** Runs the program in a process of its own; it ends with 32 when it has already said what is wrong. */
async function run(request: rpc.RunRequest): Promise<rpc.RunResponse> {
  const info = request.getInfo();
  const args = [
    createRequire(join(request.getPwd(), "package.json")).resolve("@pulumi/pulumi/cmd/run"),
    ...["--monitor", request.getMonitorAddress(), "--engine", engineAddress],
    ...["--organization", request.getOrganization(), "--project", request.getProject()],
    ...["--root-directory", info?.getRootDirectory() ?? "", "--stack", request.getStack()],
    ...["--pwd", request.getPwd(), "--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() ?? ".",
  ];
  const env = {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: JSON.stringify(plain(info?.getOptions())["typescript"] ?? true),
  };
  const program = spawn(process.execPath, args, {
    cwd: request.getPwd(),
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    program.once("error", reject);
    program.once("exit", resolve);
  });
  if (code === 0) return new rpc.RunResponse();
  if (code === 32) return new rpc.RunResponse().setBail(true);
  return new rpc.RunResponse().setError(`the program ended with exit code ${String(code)}`);
}

serve(LanguageRuntimeService, service as UntypedServiceImplementation);
