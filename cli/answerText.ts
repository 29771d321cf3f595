import { createReadStream } from "node:fs";
import { getSystemErrorMap } from "node:util";
import { printable } from "../route53/names";
import { UserError } from "./errors";

/** Ten thousand record sets, Route 53's quota for a zone, take about 4 MB. */
const mostBytes = 64 * 2 ** 20;

/**
 * The text of a file or a pipe: UTF-8, with or without the byte order mark that PowerShell writes. `shownAs` is the
 * name that messages give it. Throws UserError if it cannot be read or is larger than 64 MB.
 */
export async function readText(path: string, shownAs = path): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    // Read up to the limit rather than asked for its size: a pipe has none.
    for await (const chunk of createReadStream(path, { end: mostBytes })) chunks.push(chunk as Buffer);
  } catch (error) {
    throw new UserError(`${printable(shownAs)} cannot be read: ${reason(error)}.`);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > mostBytes) throw new UserError(`${printable(shownAs)} is larger than 64 MB.`);
  return new TextDecoder().decode(bytes);
}

function reason(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  const known = errno === undefined ? undefined : getSystemErrorMap().get(errno);
  return known ? known[1] : printable(message);
}
