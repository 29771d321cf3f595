import type { StackTopology } from "../../recording/topology";
import { faultNamed } from "../../rehearsal/faults";
import type { Finding } from "../finding";
import type { Leg } from "../milestones";
import { predict } from "../prediction";
import { acceptedLagSeconds } from "../tolerance";
import type { DrillFault } from "./hands";
import type { DrillMeasured } from "./measured";
import { answerPeriodSeconds } from "./observers/answers";
import { alarmPeriodSeconds } from "./observers/alarmStates";
import { apiPeriodSeconds } from "./observers/checkStates";

/** One instant of a drill, beside the latest at which it was due. Scenario seconds after the fault or the restore. */
export interface DrillFigure {
  readonly leg: Leg;
  /** An id that stays the same between versions; that of a resolver's ends with its name. */
  readonly milestone: string;
  readonly what: string;
  /** Null: nobody saw it. */
  readonly measuredSeconds: number | null;
  /** Prediction and tolerance together; null: it is only told, but must have been seen. */
  readonly limitSeconds: number | null;
}

/** What is compared, and with what. */
export interface FigureOptions {
  readonly stack: StackTopology;
  readonly fault: DrillFault;
  readonly speed: number;
  readonly measured: DrillMeasured;
  /** Whether the stack has alarms, of which one must go off. */
  readonly hasAlarms: boolean;
}

/**
 * How long an alarm may take, in scenario seconds: detection, the rest of the minute whose smallest value counts, and
 * CloudWatch's next evaluation (developer guide, "Monitoring health checks using CloudWatch": several minutes).
 */
export const alarmLimitSeconds = 300;

/** And until it is over: an instance's own alarm looks back further. */
export const alarmOverLimitSeconds = 600;

// Reading all checks takes most of two seconds, because the requests keep their distance.
const checkToleranceSeconds = apiPeriodSeconds + 2 + acceptedLagSeconds;

const answerToleranceSeconds = answerPeriodSeconds + acceptedLagSeconds;

/** Every instant of both ways, in the order in which they happen. */
export function drillFigures(options: FigureOptions): DrillFigure[] {
  return (["failover", "failback"] as const).flatMap((leg) => legFigures(leg, options));
}

function legFigures(leg: Leg, { stack, fault, speed, measured, hasAlarms }: FigureOptions): DrillFigure[] {
  const { failureKind } = faultNamed(fault);
  const due = predict(stack, failureKind, speed)[leg];
  const seen = measured[leg];
  const figure = (
    milestone: string,
    measuredSeconds: number | null,
    limitSeconds: number | null,
    of = "",
  ): DrillFigure => ({
    leg,
    milestone: of === "" ? milestone : `${milestone}-${of}`,
    what: `${words[leg][milestone] ?? milestone}${of === "" ? "" : ` (${of})`}`,
    measuredSeconds,
    limitSeconds: limitSeconds === null ? null : Math.round(limitSeconds * 10) / 10,
  });
  const checkLimit = due.checkSeconds.worstSeconds + checkToleranceSeconds;
  const serverLimit = due.authoritativeSeconds.worstSeconds + answerToleranceSeconds;
  const resolverLimit = due.resolverSeconds.worstSeconds + answerToleranceSeconds;
  const shopperLimit = due.shopperSeconds.worstSeconds + answerToleranceSeconds;
  return [
    // An inverted check has nothing to notice.
    ...(failureKind === "inverted" ? [] : [figure("checker", seen.firstCheckerSeconds, null)]),
    figure("check", seen.checkSeconds, checkLimit),
    figure("first-name-server", seen.firstNameServerSeconds, serverLimit),
    figure("last-name-server", seen.lastNameServerSeconds, serverLimit),
    ...Object.entries(seen.resolverSeconds).map(([server, seconds]) =>
      figure("resolver", seconds, resolverLimit, server),
    ),
    figure("shopper", seen.shopperSeconds, shopperLimit),
    ...(isAlarmDue(leg, measured, hasAlarms)
      ? [figure("alarm", seen.alarmSeconds, alarmLimit(leg) + alarmPeriodSeconds)]
      : []),
  ];
}

function isAlarmDue(leg: Leg, { failover }: DrillMeasured, hasAlarms: boolean): boolean {
  return hasAlarms && (leg === "failover" || failover.alarmSeconds !== null);
}

function alarmLimit(leg: Leg): number {
  return leg === "failover" ? alarmLimitSeconds : alarmOverLimitSeconds;
}

const words: Readonly<Record<Leg, Readonly<Record<string, string>>>> = {
  failover: {
    checker: "first checker reports the primary unhealthy",
    check: "health check turns unhealthy",
    "first-name-server": "first name server answers with the backup",
    "last-name-server": "last name server answers with the backup",
    resolver: "resolver answers with the backup",
    shopper: "new shopper gets a page from the backup",
    alarm: "first alarm goes off",
  },
  failback: {
    checker: "first checker reports the primary healthy",
    check: "health check turns healthy",
    "first-name-server": "first name server answers with the primary",
    "last-name-server": "last name server answers with the primary",
    resolver: "resolver answers with the primary",
    shopper: "new shopper gets a page from the primary",
    alarm: "last alarm is over",
  },
};

/** What was never seen or came too late. The way home is judged only from where somebody had left. */
export function figureFindings(figures: readonly DrillFigure[]): Finding[] {
  const hasLeft = ({ milestone }: DrillFigure) =>
    figures.some(
      (each) => each.leg === "failover" && each.milestone === milestone && each.measuredSeconds !== null,
    );
  return figures
    .filter((figure) => figure.leg === "failover" || hasLeft(figure))
    .flatMap((figure) => {
      const { leg, milestone, what, measuredSeconds, limitSeconds } = figure;
      const rule = `${leg}-${milestone}`;
      const limit = limitSeconds === null ? {} : { limitSeconds };
      const due = limitSeconds === null ? "" : `; due by ${limitSeconds.toFixed(1)} s`;
      if (measuredSeconds === null)
        return [{ rule: `${rule}-never`, message: `${leg}: ${what}: never seen${due}.`, ...limit }];
      if (limitSeconds === null || measuredSeconds <= limitSeconds) return [];
      const late = `after ${measuredSeconds.toFixed(1)} s, later than ${limitSeconds.toFixed(1)} s`;
      return [{ rule: `${rule}-late`, message: `${leg}: ${what}: ${late}.`, ...limit, measuredSeconds }];
    });
}
