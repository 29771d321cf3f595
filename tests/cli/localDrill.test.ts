import assert from "node:assert/strict";
import { forget, orByHand } from "../../cli/localDrill";
import { UserError } from "../../cli/errors";
import { WrongStackError } from "../../cli/wrongStack";
import type { DrillJournal } from "../../drill/aws/journal";
import type { LocalJournal } from "../../drill/aws/localJournal";
import { NotRestoredError } from "../../drill/notRestored";
import { openJournal } from "../drill/aws/sampleDrill";

const journal = openJournal();
const byHand =
  "By hand, start the instance i-0a1b2c3d4e5f60718: " +
  "aws ec2 start-instances --region us-east-1 --instance-ids i-0a1b2c3d4e5f60718";

/** This machine's journal, in memory. */
function machineWith(journal: DrillJournal | null) {
  let kept = journal;
  const local: LocalJournal = {
    path: "/state/prod.json",
    write: () => assert.fail("nothing is to be written"),
    read: () => kept,
    remove: () => {
      kept = null;
    },
  };
  return { local, kept: () => kept };
}
const startedAt = (instant: string): DrillJournal => ({
  ...journal,
  startedAt: instant,
  id: `${instant}-stop-instance`,
  state: "closed",
  verdict: "pass",
});

describe("cli/localDrill", () => {
  describe("orByHand", () => {
    const failing = (error: Error) => () => Promise.reject(error);

    it("is in nobody's way when all goes well", async () => {
      assert.equal(await orByHand(machineWith(journal).local, () => Promise.resolve("seen")), "seen");
    });

    for (const error of [new Error("no route to S3"), new UserError("no route to S3")]) {
      it(`says what to do by hand after ${error.name}, where a drill is open here`, async () => {
        await assert.rejects(orByHand(machineWith(journal).local, failing(error)), (thrown) => {
          assert.ok(thrown instanceof NotRestoredError);
          const said = `prod may not be restored from stop-instance: no route to S3\n${byHand}`;
          assert.deepEqual([thrown.message, thrown.cause], [said, error]);
          return true;
        });
        for (const known of [null, startedAt(journal.startedAt)])
          await assert.rejects(orByHand(machineWith(known).local, failing(error)), error);
      });
    }

    it("leaves a question about another stack or account what it is", async () => {
      const error = new WrongStackError("say --stack staging");
      await assert.rejects(orByHand(machineWith(journal).local, failing(error)), error);
    });
  });

  describe("forget", () => {
    for (const [what, latest] of [
      ["the bucket has none", null],
      ["the bucket's is the same drill's", startedAt("2026-11-23T12:00:00.000Z")],
      ["the bucket's is a later drill's", startedAt("2026-11-23T12:00:00.001Z")],
    ] as const) {
      it(`removes this machine's journal when ${what}`, () => {
        const { local, kept } = machineWith(journal);
        forget(local, latest);
        assert.equal(kept(), null);
      });
    }

    it("keeps it, and says what to do by hand, when the bucket's is an earlier drill's", () => {
      const { local, kept } = machineWith(journal);
      assert.throws(
        () => {
          forget(local, startedAt("2026-11-23T11:59:59.999Z"));
        },
        (error) => {
          assert.ok(error instanceof NotRestoredError);
          assert.equal(
            error.message,
            "prod may not be restored from stop-instance: /state/prod.json says that " +
              "2026-11-23T12:00:00.000Z-stop-instance is open, but the bucket knows nothing later than " +
              `2026-11-23T11:59:59.999Z-stop-instance.\n${byHand}; then remove that file.`,
          );
          return true;
        },
      );
      assert.equal(kept(), journal);
    });

    it("keeps none that is closed", () => {
      const { local, kept } = machineWith(startedAt("2026-11-23T12:00:00.000Z"));
      forget(local, startedAt("2026-11-23T11:00:00.000Z"));
      assert.equal(kept(), null);
    });
  });
});
