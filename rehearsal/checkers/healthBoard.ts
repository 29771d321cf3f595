/** Collects the checkers' opinions into the status of each check, and shows it to the name servers a moment later. */
import { healthOfChecks, type Observation } from "../../route53/healthCheck";
import type { HealthCheck } from "../../route53/types";
import type { Clock } from "../clock";
import type { CheckEvent } from "../events";
import type { Rules } from "../rules";

/** What a board works with. */
export interface HealthBoardOptions {
  readonly checks: readonly HealthCheck[];
  readonly rules: Pick<Rules, "isHealthyByCheckers">;
  /** From a change of a check's status until the name servers act on it. */
  readonly aggregationSeconds: number;
  readonly clock: Clock;
  readonly onEvent: (event: CheckEvent) => void;
}

/** The status of every check. */
export interface HealthBoard {
  /** Takes a checker's opinion. */
  report(checkId: string, checker: string, isHealthy: boolean): void;
  /** The status that the name servers go by at this moment. A check without data is healthy, unless it is inverted. */
  isHealthy(checkId: string): boolean;
}

interface Status {
  readonly sinceSeconds: number;
  readonly isHealthy: boolean;
}

/** A board without any opinion. */
export function newHealthBoard(options: HealthBoardOptions): HealthBoard {
  const { checks, rules, aggregationSeconds, clock, onEvent } = options;
  const opinions = new Map<string, Map<string, boolean>>();
  const histories = new Map<string, Status[]>();
  const reported = new Map<string, string>();

  const statusAt = (atSeconds: number): ((checkId: string) => boolean) => {
    const observed = new Map<string, Observation>();
    for (const [checkId, history] of histories) {
      const status = history.findLast(({ sinceSeconds }) => sinceSeconds <= atSeconds);
      if (status) observed.set(checkId, { kind: "status", isHealthy: status.isHealthy });
    }
    return healthOfChecks(checks, observed);
  };

  const announce = (checkId: string, healthyCheckers: number, checkers: number): void => {
    const atSeconds = clock.nowSeconds();
    const state = { checkId, healthy: statusAt(atSeconds)(checkId), healthyCheckers, checkers };
    if (reported.get(checkId) === JSON.stringify(state)) return;
    reported.set(checkId, JSON.stringify(state));
    onEvent({ event: "check", atSeconds, ...state });
  };

  return {
    report: (checkId, checker, isHealthy) => {
      const ofCheck = opinions.get(checkId) ?? new Map<string, boolean>();
      opinions.set(checkId, ofCheck.set(checker, isHealthy));
      const healthyCheckers = [...ofCheck.values()].filter(Boolean).length;
      const status = rules.isHealthyByCheckers(healthyCheckers, ofCheck.size);
      const history = histories.get(checkId) ?? [];
      histories.set(checkId, history);
      if (history.at(-1)?.isHealthy !== status)
        history.push({ sinceSeconds: clock.nowSeconds(), isHealthy: status });
      announce(checkId, healthyCheckers, ofCheck.size);
    },
    isHealthy: (checkId) => statusAt(clock.nowSeconds() - aggregationSeconds)(checkId),
  };
}
