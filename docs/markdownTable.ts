/** A table of Markdown, with an empty line after it. Cells may hold Markdown of their own. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [row(heading), row(heading.map(() => "---")), ...rows.map(row), ""].join("\n");
}
