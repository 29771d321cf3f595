import { execFile } from "node:child_process";
import { promisify } from "node:util";

const limitMs = 60_000;

/**
 * The `topology` output of a stack, from the Pulumi CLI; null when there is no such program on PATH.
 *
 * @param projectDirectory The folder of Pulumi.yaml.
 * @throws Error with one line when the CLI fails, takes longer than 60 s, or says something other than JSON.
 */
export async function pulumiTopology(
  stack: string,
  projectDirectory: string,
  signal: AbortSignal,
): Promise<unknown> {
  const args = ["stack", "output", "topology", "--json", "--stack", stack, "--non-interactive"];
  try {
    const { stdout } = await promisify(execFile)("pulumi", args, {
      cwd: projectDirectory,
      timeout: limitMs,
      signal,
    });
    return JSON.parse(stdout) as unknown;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    signal.throwIfAborted();
    throw new Error(reasonOf(error as Error & Partial<CliFailure>));
  }
}

interface CliFailure {
  readonly stderr: string;
  readonly killed: boolean;
}

function reasonOf({ message, stderr = "", killed = false }: Error & Partial<CliFailure>): string {
  if (killed) return `it took more than ${limitMs / 1_000} s`;
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return (lines[0] ?? message).trim();
}
