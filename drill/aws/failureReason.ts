/** Why a call failed, in one line: AWS's own name of the error, and its message. */
export function failureReason(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const { code } = error as NodeJS.ErrnoException;
  // Node leaves the message of some network errors empty, and says all in the code.
  const message = oneLine(error.message) || (code ?? error.name);
  const isNamed = error.name === "Error" || message.startsWith(error.name);
  return isNamed ? message : `${error.name}: ${message}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
