import { UserError } from "./errors";

/** What was asked for is another stack's or another account's, so that what is known of this one is beside the point. */
export class WrongStackError extends UserError {}
