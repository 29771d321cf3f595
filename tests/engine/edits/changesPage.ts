import type { Edit } from "./edit";

/** docs/changes.md: what each edit of a deployed stack does, for ops to look up before they make it. */
export function changesPage(edits: readonly Edit[]): string {
  return [
    "# What an edit does",
    "",
    "Each row was written before it was run, and is proven by `npm run test:engine` against the real Pulumi engine with stand-ins",
    "for AWS; a row marked † was carried out there in full, the others as a preview. No row leaves the failover name without",
    "an answer. `*` stands for both sites. `replace` makes the new one first; `replace, delete first` does not.",
    "",
    "`Stash standing` and `Stash zones` are what the guards remember. Made by `npm run docs`.",
    "",
    "| Edit | Operations | Stops | Beside |",
    "| --- | --- | --- | --- |",
    ...edits.map(row),
    "",
  ].join("\n");
}

function row({ title, by, operations, stops, note = "" }: Edit): string {
  const named = Object.entries(operations);
  const words = [...new Set(named.map(([, operation]) => operation))];
  const what = words.map((word) => {
    const names = named.filter(([, operation]) => operation === word).map(([name]) => `\`${name}\``);
    return `${word}: ${names.join(", ")}`;
  });
  const cells = [
    title + (by === "up" ? " †" : ""),
    what.join("; ") || "nothing",
    stops.join(", ") || "no site",
    note,
  ];
  return `| ${cells.join(" | ")} |`;
}
