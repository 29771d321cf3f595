import assert from "node:assert/strict";
import { overrideNoteText, readOverrideNote } from "../../../drill/aws/overrideNote";

const note = {
  by: "arn:aws:iam::123456789012:user/alice",
  since: "2026-03-01T10:00:00.000Z",
  reason: null,
  until: "2026-03-01T11:00:00.000Z",
  endedAt: null,
  endedBy: null,
};

describe("drill/aws/overrideNote", () => {
  it("reads what it has written", () => {
    assert.deepEqual(readOverrideNote(overrideNoteText(note)), note);
  });

  it("refuses anything else", () => {
    for (const text of ["null", "{}", JSON.stringify({ ...note, since: "yesterday" })])
      assert.throws(() => readOverrideNote(text), { message: "override.json is no note of an override" });
    assert.throws(() => readOverrideNote("{"), { message: /^override\.json: it is no JSON: / });
  });
});
