import { z } from "zod";
import { parsedJson } from "./parsedJson";

/** What the operator who put the switch on has noted, out of strangers' sight. */
export type OverrideNote = z.infer<typeof overrideNote>;

/** Key of the note in the switch's bucket, which nobody may read without credentials. */
export const overrideNoteKey = "override.json";

const instant = z.iso.datetime();

/** The shape of a note. */
export const overrideNote = z.strictObject({
  by: z.string().describe("The ARN that STS names"),
  since: instant.describe("When the switch was put on"),
  reason: z.string().nullable(),
  until: instant.nullable().describe("When it should be off again; null: nobody has said"),
  endedAt: instant.nullable().describe("When it was put off; null: it is on"),
  endedBy: z.string().nullable(),
});

/**
 * Reads a stored note.
 *
 * @throws Error with one line when it is none.
 */
export function readOverrideNote(text: string): OverrideNote {
  const { data } = overrideNote.safeParse(parsedJson(text, overrideNoteKey));
  if (data) return data;
  throw new Error(`${overrideNoteKey} is no note of an override`);
}

/** The note as it is stored. */
export function overrideNoteText(note: OverrideNote): string {
  return `${JSON.stringify(note, null, 2)}\n`;
}
