import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { faultNamed } from "../../rehearsal/faults";
import { everyFaultName } from "../../rehearsal/faults/names";

/** The faults as the page for people lists them: each name, and whether it can be drilled. */
function listedFaults(): [string, string][] {
  const page = readFileSync(join(__dirname, "../../docs/faults.md"), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((row) => {
    const cells = row.split("|").map((cell) => cell.trim());
    return [cells[1]?.replaceAll("`", "") ?? "", cells[5] ?? ""];
  });
}

describe("docs/faults.md", () => {
  it("lists every fault, in the order of the command line, and says which can be drilled", () => {
    assert.deepEqual(
      listedFaults(),
      everyFaultName.map((name) => [name, faultNamed(name).isDrillable ? "yes" : ""]),
    );
  });
});
