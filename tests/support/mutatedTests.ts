import { readFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { join, resolve } from "node:path";
import { compileFunction } from "node:vm";
import Mocha from "mocha";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import type { FidelityRow } from "./fidelityRows";

const root = resolve(__dirname, "../..");
const load = createRequire(__filename);

/** The full titles of the tests of a file below tests/route53/, without running them. */
export function titlesIn(testFile: string): readonly string[] {
  return withFreshModules(["tests/route53"], () => titlesOf(suiteOf(testFile).suite));
}

/** The full titles of the row's tests that fail while the row's change is made to its source file, in memory alone. */
export async function failuresUnder(row: FidelityRow): Promise<readonly string[]> {
  const mocha = withFreshModules(["route53", "tests/route53"], () => {
    loadMutated(row);
    return suiteOf(row.testFile);
  });
  const failed: string[] = [];
  await new Promise<void>((done) => {
    const runner = mocha.fgrep(row.testTitle).run(() => {
      done();
    });
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test) => failed.push(test.fullTitle()));
  });
  mocha.dispose();
  return failed;
}

/** The source with the row's change; throws unless what is changed stands there exactly once. */
export function mutatedSource({ sourceFile, from, to }: FidelityRow): string {
  const parts = readFileSync(join(root, "route53", sourceFile), "utf8").split(from);
  if (parts.length !== 2) throw new Error(`${sourceFile} has ${parts.length - 1} times, not once: ${from}`);
  return parts.join(to);
}

/** Puts the changed module where `require` looks first; what it imports is loaded from its files. */
function loadMutated(row: FidelityRow): void {
  const fileName = join(root, "route53", row.sourceFile);
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2023 };
  const { outputText } = transpileModule(mutatedSource(row), { compilerOptions });
  const module = new Module(fileName);
  const run = compileFunction(outputText, ["exports", "require", "module"]) as (...scope: unknown[]) => void;
  run(module.exports, createRequire(fileName), module);
  load.cache[fileName] = module;
}

function suiteOf(testFile: string): Mocha {
  const mocha = new LoadedMocha({ reporter: Mocha.reporters.Base, timeout: 20_000 });
  return mocha.load(join(root, "tests/route53", testFile));
}

/** mocha loads files for its subclasses alone where that is not to wait. */
class LoadedMocha extends Mocha {
  load(file: string): this {
    this.addFile(file);
    this.loadFiles();
    return this;
  }
}

/** Does the work with none of the modules of these folders loaded, then forgets those it has loaded. */
function withFreshModules<T>(folders: readonly string[], work: () => T): T {
  const isOurs = (fileName: string): boolean =>
    folders.some((folder) => fileName.startsWith(`${join(root, folder)}/`));
  const forget = (): readonly (readonly [string, NodeJS.Module | undefined])[] => {
    const ours = Object.keys(load.cache).filter(isOurs);
    return ours.map((fileName) => {
      const module = load.cache[fileName];
      Reflect.deleteProperty(load.cache, fileName);
      return [fileName, module];
    });
  };
  const before = forget();
  try {
    return work();
  } finally {
    forget();
    for (const [fileName, module] of before) load.cache[fileName] = module;
  }
}

function titlesOf(suite: Mocha.Suite): readonly string[] {
  return [...suite.tests.map((test) => test.fullTitle()), ...suite.suites.flatMap(titlesOf)];
}
