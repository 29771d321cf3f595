/** The dumps that questions refer to. */
import { resolve } from "node:path";
import { isAliasWithin } from "../route53/aliasChains";
import { indexZone, type ZoneIndex } from "../route53/answer";
import { healthOfChecks, type HealthUnder } from "../route53/healthCheck";
import { printable } from "../route53/names";
import type { HealthCheck, Zone } from "../route53/types";
import { parseHealthChecks, parseZone, warnings } from "../route53/zone";
import { KnownNames } from "./answerNames";
import { blaming, firstLines } from "./answerProblems";
import { readText } from "./answerText";
import { UserError } from "./errors";

/** A zone ready to be asked. */
export interface ZoneFile {
  readonly fileName: string;
  readonly zone: Zone;
  readonly index: ZoneIndex;
  /** The alias targets outside the zone, canonical. */
  readonly targets: KnownNames;
}

/** Health checks ready to be asked. */
export interface ChecksFile {
  readonly fileName: string;
  readonly checks: readonly HealthCheck[];
  readonly ids: KnownNames;
  readonly calculatedIds: ReadonlySet<string>;
  readonly healthUnder: HealthUnder;
}

/** The most text in all: what is parsed is kept, and takes ten times the room. */
const mostCharacters = 128 * 2 ** 20;

/** Dumps of zones and of health checks, each read and parsed once, however many questions refer to it. */
export class DumpFiles {
  readonly #directory: string;
  readonly #zones = new Map<string, Promise<ZoneFile>>();
  readonly #checks = new Map<string, Promise<ChecksFile>>();
  readonly #warnings = new Map<string, readonly string[]>();
  #charactersLeft = mostCharacters;

  /** The paths are relative to `directory`. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The zone in a file. Throws UserError with a line for each problem. */
  zone(path: string): Promise<ZoneFile> {
    return this.#once(this.#zones, path, zoneFile);
  }

  /** The health checks in a file. Throws UserError with a line for each problem. */
  checks(path: string): Promise<ChecksFile> {
    return this.#once(this.#checks, path, checksFile);
  }

  /** What answers from these two may silently depend on: the first 20 lines, and how many more. */
  warnings(zoneFile: ZoneFile, checksFile: ChecksFile): readonly string[] {
    const key = JSON.stringify([zoneFile.fileName, checksFile.fileName]);
    const lines = this.#warnings.get(key) ?? firstLines(warnings(zoneFile.zone, checksFile.checks));
    this.#warnings.set(key, lines);
    return lines;
  }

  #once<T>(
    files: Map<string, Promise<T>>,
    path: string,
    parse: (fileName: string, text: string) => T,
  ): Promise<T> {
    const absolutePath = resolve(this.#directory, path);
    const file = files.get(absolutePath) ?? this.#read(absolutePath, path, parse);
    files.set(absolutePath, file);
    return file;
  }

  async #read<T>(
    absolutePath: string,
    path: string,
    parse: (fileName: string, text: string) => T,
  ): Promise<T> {
    const fileName = printable(path);
    const text = await readText(absolutePath, path);
    this.#charactersLeft -= text.length;
    if (this.#charactersLeft < 0)
      throw new UserError(`${fileName} is one too many: the files are larger than 128 MB together.`);
    return blaming(fileName, () => parse(fileName, text));
  }
}

function zoneFile(fileName: string, text: string): ZoneFile {
  const zone = parseZone(text);
  const index = indexZone(zone);
  const targets = [...index.groups.values()]
    .flat()
    .flatMap(({ AliasTarget: target }) => (target && !isAliasWithin(target, index) ? [target.DNSName] : []));
  return { fileName, zone, index, targets: new KnownNames(targets) };
}

function checksFile(fileName: string, text: string): ChecksFile {
  const checks = parseHealthChecks(text);
  const idsOf = (those: readonly HealthCheck[]) => those.map(({ Id: id }) => id);
  const calculated = checks.filter(({ HealthCheckConfig: config }) => config.Type === "CALCULATED");
  return {
    fileName,
    checks,
    ids: new KnownNames(idsOf(checks)),
    calculatedIds: new Set(idsOf(calculated)),
    healthUnder: healthOfChecks(checks),
  };
}
