import type { FirstDeployment } from "./plainCli";

/** docs/transcript.md: what a first `pulumi preview` and `pulumi up` of prod print. */
export function transcript({ preview, up }: FirstDeployment): string {
  return [
    "# What a first deployment prints",
    "",
    "Recorded by `npm run docs:transcript` with the real Pulumi engine; the AWS behind it is a stand-in, so the ids are made",
    "up and nothing takes as long as on AWS. Lines that only show that work is going on are left out.",
    "",
    ...block("pulumi preview", preview),
    ...block("pulumi up --yes --skip-preview", up),
  ].join("\n");
}

/** The lines of the two reports in a transcript. */
export function sectionsOf(page: string): FirstDeployment {
  const [preview = [], up = []] = [...page.matchAll(/```text\n\$ [^\n]*\n([^]*?)\n```/g)].map(
    ([, lines = ""]) => lines.split("\n"),
  );
  return { preview, up };
}

function block(command: string, lines: readonly string[]): string[] {
  const text = lines
    .join("\n")
    .trim()
    .replaceAll(/\n{3,}/g, "\n\n");
  return [`## \`${command}\``, "", "```text", `$ ${command}`, text, "```", ""];
}
