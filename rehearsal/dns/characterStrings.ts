/**
 * The words of a record's value as Route 53 writes them, their bytes without quotes and escapes: `\nnn` is a byte in
 * octal, `\` before any other character that character.
 * Source: developer guide, "TXT record type".
 */
export function characterStrings(value: string): Buffer[] {
  const words = value.matchAll(/"((?:[^"\\]|\\.)*)"|[^\s"]+/gs);
  return Array.from(words, ([whole, quoted]) => unescaped(quoted ?? whole));
}

function unescaped(text: string): Buffer {
  const parts = text.matchAll(/\\([0-3][0-7]{2})|\\(.)|([^\\]+)/gs);
  return Buffer.concat(
    Array.from(parts, ([, octal, escaped, plain]) =>
      octal === undefined ? Buffer.from(escaped ?? plain ?? "") : Buffer.from([Number.parseInt(octal, 8)]),
    ),
  );
}
