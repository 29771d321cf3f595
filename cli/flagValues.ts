/** The values of flags that several commands share; what commander does with the errors is print them. */
import { InvalidArgumentError } from "commander";

const maxSeed = 2 ** 32 - 1;

/** A number of at least 1. Throws InvalidArgumentError. */
export function speedOf(text: string): number {
  const speed = Number(text);
  if (text.trim() !== "" && Number.isFinite(speed) && speed >= 1) return speed;
  throw new InvalidArgumentError("It must be a number of at least 1, such as 10.");
}

/** A whole number of 32 bits. Throws InvalidArgumentError. */
export function seedOf(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= maxSeed) return seed;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${maxSeed}, such as 4207.`);
}
