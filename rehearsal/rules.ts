import { answer } from "../route53/answer";
import { observe } from "../route53/checker";
import { isHealthyByCheckers } from "../route53/healthCheck";
import { wireTtlSeconds } from "./speed";

/** The rules that decide a rehearsal: a test that breaks one of them here must see the verdict turn red. */
export interface Rules {
  readonly observe: typeof observe;
  readonly isHealthyByCheckers: typeof isHealthyByCheckers;
  readonly answer: typeof answer;
  readonly wireTtlSeconds: typeof wireTtlSeconds;
}

/** Route 53's own rules. */
export const route53Rules: Rules = { observe, isHealthyByCheckers, answer, wireTtlSeconds };
