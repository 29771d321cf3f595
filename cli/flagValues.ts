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

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** A duration in seconds, of `90m`, `2h` and their like. Throws InvalidArgumentError. */
export function durationOf(text: string): number {
  const [, digits = "", unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const seconds = Number(digits) * (unitSeconds[unit] ?? 0);
  if (seconds > 0) return seconds;
  throw new InvalidArgumentError("It must be a whole number above 0 and s, m, h or d, such as 90m.");
}
