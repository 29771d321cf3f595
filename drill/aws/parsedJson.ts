import { failureReason } from "./failureReason";

/**
 * What a JSON text says.
 *
 * @param source Where it is from, for the message.
 * @throws Error with one line when it is no JSON.
 */
export function parsedJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${source}: it is no JSON: ${failureReason(error)}`);
  }
}
