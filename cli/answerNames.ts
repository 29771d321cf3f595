import { closest } from "fastest-levenshtein";

/** The most names whose nearest is looked for: in a long list each costs milliseconds, and a batch may ask for thousands. */
const mostLookUps = 100;

/** The names that a file knows, and which of them somebody may have meant. */
export class KnownNames {
  readonly #names: ReadonlySet<string>;
  readonly #nearest = new Map<string, string>();

  constructor(names: Iterable<string>) {
    this.#names = new Set(names);
  }

  /** Whether a name is known. */
  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** The known name most like another, which is no longer looked for after 100 others; none where none is known. */
  nearest(name: string): string | undefined {
    const mayLookUp = this.#names.size > 0 && this.#nearest.size < mostLookUps;
    if (mayLookUp && !this.#nearest.has(name)) this.#nearest.set(name, closest(name, [...this.#names]));
    return this.#nearest.get(name);
  }
}
