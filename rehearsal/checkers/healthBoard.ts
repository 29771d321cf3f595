/** Collects the checkers' opinions into the status of each check, and shows it to the name servers a moment later. */
import { healthOfChecks, type HealthUnder, type Observation } from "../../route53/healthCheck";
import type { HealthCheck, HealthCheckConfig } from "../../route53/types";
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
  /** What is stated of checks that nobody probes, from the beginning, before Inverted and Disabled apply. */
  readonly stated?: ReadonlyMap<string, boolean>;
}

/** The status of every check. */
export interface HealthBoard {
  /** Takes a checker's opinion. */
  report(checkId: string, checker: string, isHealthy: boolean): void;
  /** Changes a check's Inverted, as UpdateHealthCheck does. */
  setInverted(checkId: string, isInverted: boolean): void;
  /** Takes up a new check, as CreateHealthCheck does: without data, and no part of any other. */
  add(check: HealthCheck): void;
  /** Changes the children of a CALCULATED check, as UpdateHealthCheck does. */
  setChildren(checkId: string, children: readonly string[]): void;
  /** The status that the name servers go by at this moment. A check without data is healthy, unless it is inverted. */
  isHealthy(checkId: string): boolean;
}

/** A board without any opinion. */
export function newHealthBoard(options: HealthBoardOptions): HealthBoard {
  const { checks, rules, aggregationSeconds, clock, onEvent } = options;
  const opinions = new Map<string, Map<string, boolean>>();
  const record = newRecord(options);
  const reported = new Map<string, string>();

  const announce = (checkId: string): void => {
    const atSeconds = clock.nowSeconds();
    const votes = [...(opinions.get(checkId)?.values() ?? [])];
    const tally = { healthyCheckers: votes.filter(Boolean).length, checkers: votes.length };
    const state = { checkId, healthy: record.at(atSeconds)(checkId), ...tally };
    if (reported.get(checkId) === JSON.stringify(state)) return;
    reported.set(checkId, JSON.stringify(state));
    onEvent({ event: "check", atSeconds, ...state });
  };

  // They have no checkers whose first opinions would be news.
  const calculated = checks.filter(({ HealthCheckConfig: { Type: type } }) => type === "CALCULATED");
  const calculatedStatus = new Map(calculated.map(({ Id: id }) => [id, record.at(clock.nowSeconds())(id)]));

  const announceCalculated = (): void => {
    const isHealthy = record.at(clock.nowSeconds());
    for (const [checkId, before] of calculatedStatus) {
      if (isHealthy(checkId) === before) continue;
      calculatedStatus.set(checkId, !before);
      announce(checkId);
    }
  };

  return {
    report: (checkId, checker, isHealthy) => {
      const ofCheck = opinions.get(checkId) ?? new Map<string, boolean>();
      opinions.set(checkId, ofCheck.set(checker, isHealthy));
      const healthyCheckers = [...ofCheck.values()].filter(Boolean).length;
      record.observe(checkId, rules.isHealthyByCheckers(healthyCheckers, ofCheck.size));
      announce(checkId);
      announceCalculated();
    },
    setInverted: (checkId, isInverted) => {
      record.reconfigure(configured(checkId, { Inverted: isInverted }));
      announce(checkId);
      announceCalculated();
    },
    add: (check) => {
      record.reconfigure((before) => [...before, check]);
    },
    setChildren: (checkId, children) => {
      record.reconfigure(configured(checkId, { ChildHealthChecks: children }));
      announceCalculated();
    },
    isHealthy: (checkId) => record.at(clock.nowSeconds() - aggregationSeconds)(checkId),
  };
}

/** What was observed of the checks, and how they were configured, at any time. */
interface HealthRecord {
  observe(checkId: string, isHealthy: boolean): void;
  reconfigure(change: (checks: readonly HealthCheck[]) => readonly HealthCheck[]): void;
  /** The status of each check, after Inverted, Disabled and CALCULATED, as it was at that time. */
  at(atSeconds: number): (checkId: string) => boolean;
}

function newRecord({ checks, clock, stated = new Map<string, boolean>() }: HealthBoardOptions): HealthRecord {
  let current = checks;
  const asMade = healthOfChecks(checks);
  const updates: History<HealthUnder> = [];
  const observations = new Map<string, History<boolean>>();
  for (const [checkId, value] of stated) observations.set(checkId, [{ sinceSeconds: -Infinity, value }]);
  return {
    observe: (checkId, value) => {
      const history = observations.get(checkId) ?? [];
      observations.set(checkId, history);
      if (history.at(-1)?.value !== value) history.push({ sinceSeconds: clock.nowSeconds(), value });
    },
    reconfigure: (change) => {
      current = change(current);
      updates.push({ sinceSeconds: clock.nowSeconds(), value: healthOfChecks(current) });
    },
    at: (atSeconds) => {
      const observed = new Map<string, Observation>();
      for (const [checkId, history] of observations) {
        const isHealthy = valueAt(history, atSeconds);
        if (isHealthy !== undefined) observed.set(checkId, { kind: "status", isHealthy });
      }
      return (valueAt(updates, atSeconds) ?? asMade)(observed);
    },
  };
}

/** The checks with other settings for one of them. */
function configured(checkId: string, changes: Partial<HealthCheckConfig>) {
  return (checks: readonly HealthCheck[]): readonly HealthCheck[] =>
    checks.map((check) =>
      check.Id === checkId
        ? { ...check, HealthCheckConfig: { ...check.HealthCheckConfig, ...changes } }
        : check,
    );
}

/** Newest last. */
type History<T> = { readonly sinceSeconds: number; readonly value: T }[];

function valueAt<T>(history: History<T>, atSeconds: number): T | undefined {
  return history.findLast(({ sinceSeconds }) => sinceSeconds <= atSeconds)?.value;
}
