import type { Outcome } from "../../route53/answer";
import type { CheckerEvent, CheckEvent } from "../events";

/** What a served zone reports: first that it listens, then each change. `atSeconds` is scenario time. */
export type ServingEvent = ListeningEvent | CheckerEvent | CheckEvent | AnswerChangeEvent;

/** The name server takes questions from now on, over UDP and TCP. */
export interface ListeningEvent {
  readonly event: "listening";
  readonly address: string;
  readonly port: number;
}

/** The name server answers differently from now on: every possible outcome, most probable first. */
export interface AnswerChangeEvent {
  readonly event: "answer";
  readonly atSeconds: number;
  readonly name: string;
  readonly type: string;
  readonly outcomes: readonly Outcome[];
}
