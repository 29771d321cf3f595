import assert from "node:assert/strict";
import { faultTable, type CaseRow } from "../../cli/faultTable";

const moved: CaseRow = {
  fault: "stop-instance",
  expected: "moves to the backup",
  seen: "moves to the backup",
  flipSeconds: 30.26,
  failedShopperSeconds: 37,
  verdict: "pass",
  findings: [],
};
const stayed: CaseRow = {
  fault: "slow-within-limit",
  expected: "stays at the primary",
  seen: "PRIMARY, nothing is healthy",
  flipSeconds: null,
  failedShopperSeconds: null,
  verdict: "fail",
  findings: [{ rule: "pages", message: "1 of 2 pages were served." }],
};
const circumstances = { stack: "prod", speed: 10, seed: 4207, tookSeconds: 47.84 };

describe("cli/faultTable", () => {
  it("has a line for each fault, then what was found, then how to do it again", () => {
    assert.equal(
      faultTable([moved, stayed], circumstances, false),
      `FAULT                  EXPECTED BY THE RULES       SEEN                         FLIP  FAILED VERDICT
stop-instance          moves to the backup         moves to the backup          30.3    37.0 pass
slow-within-limit      stays at the primary        PRIMARY, nothing is healthy     - unknown fail

- slow-within-limit: 1 of 2 pages were served. [pages]
1 of 2 faults pass. FLIP: seconds until the name server answers with the backup;
FAILED: seconds in which new shoppers got no page; both in scenario time.
Took 47.8 s at speed 10. The same again:
  npx failover rehearse --stack prod --fault all --speed 10 --seed 4207
`,
    );
  });

  it("colors only the verdicts and the heading, and only when asked to", () => {
    const plain = faultTable([moved, stayed], circumstances, false);
    const colored = faultTable([moved, stayed], circumstances, true);
    assert.equal(colored.replace(/\u001b\[\d+m/g, ""), plain);
    assert.ok(colored.includes("\u001b[32mpass") && colored.includes("\u001b[31mfail"));
  });
});
