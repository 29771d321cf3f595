/** What moto lacks of EventBridge Scheduler: one-time schedules that go off. */
import { setTimeout } from "node:timers/promises";
import { ResourceNotFoundException } from "@aws-sdk/client-scheduler";
import type { AwsClients } from "../../../drill/aws/clients";
import type { Clock } from "../../../rehearsal/clock";
import type { Step } from "./layer";
import { makeCall, type NamedCall } from "./namedCall";
import { refused } from "./refusal";

/** The one-time schedules. */
export interface Schedules {
  readonly step: Step;
  /** Lets every schedule go off whose time has come by then; resolves when their targets have been called. */
  fireDue(by: Date): Promise<void>;
  /** What their targets have refused, one line each. */
  readonly failures: readonly string[];
}

/** What schedules work with. */
export interface SchedulesOptions {
  /** Where schedules are kept. */
  readonly kept: AwsClients;
  /** Where their targets are called. */
  readonly called: () => AwsClients;
  readonly clock: Clock;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/**
 * Lets one-time schedules go off at their own time, which is the wall's, and calls their universal targets; one that
 * says so is deleted then (Scheduler user guide, "Universal targets" and "Deleting a schedule after completion").
 */
export function newSchedules({ kept, called, clock, signal }: SchedulesOptions): Schedules {
  const waiting = new Map<string, OneTime>();
  const failures: string[] = [];
  const fireDue = async (by: Date): Promise<void> => {
    const due = [...waiting].filter(([, { at }]) => at <= by);
    // At once, so that nobody else lets them go off too.
    for (const [key] of due) waiting.delete(key);
    for (const [, { region, name, group }] of due)
      await goOff({ kept, called, clock, signal, failures }, { region, name, group });
  };
  return {
    fireDue,
    failures,
    step: async (call, next) => {
      if (call.service !== "scheduler" || !/^(Create|Update)Schedule$/.test(call.operation))
        return next(call);
      const body = JSON.parse(call.body.toString()) as { ScheduleExpression?: string; GroupName?: string };
      const at = atOf(body.ScheduleExpression);
      if (at === null && !/^(rate|cron)\(/.test(body.ScheduleExpression ?? "")) {
        const message = `Invalid Schedule Expression ${body.ScheduleExpression}.`;
        return refused(call, { status: 400, code: "ValidationException", message });
      }
      const answer = await next(call);
      if (answer.status !== 200 || at === null) return answer;
      const name = decodeURIComponent(call.path.split("/").at(-1) ?? "");
      const address = { region: call.region, name, group: body.GroupName };
      waiting.set(JSON.stringify(address), { ...address, at });
      whenDue(at, signal, () => fireDue(at));
      return answer;
    },
  };
}

interface ScheduleAddress {
  readonly region: string;
  readonly name: string;
  readonly group: string | undefined;
}

interface OneTime extends ScheduleAddress {
  readonly at: Date;
}

/** `at(yyyy-mm-ddThh:mm:ss)`, in UTC; null for any other expression. */
function atOf(expression: string | undefined): Date | null {
  const [, time] = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression ?? "") ?? [];
  return time === undefined ? null : new Date(`${time}Z`);
}

function whenDue(at: Date, signal: AbortSignal, fire: () => Promise<void>): void {
  setTimeout(Math.max(0, at.getTime() - Date.now()), undefined, { signal })
    .then(fire)
    .catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
}

type Firing = SchedulesOptions & { readonly failures: string[] };

/** As it is kept by then: whoever has deleted it has called it off. */
async function goOff(firing: Firing, address: ScheduleAddress): Promise<void> {
  const schedule = await read(firing.kept, address);
  if (!schedule) return;
  const { Arn: arn = "", Input: input = "{}", RetryPolicy: retryPolicy } = schedule.Target ?? {};
  // The API's default.
  const mostRetries = retryPolicy?.MaximumRetryAttempts ?? 185;
  await callTarget(firing, { region: address.region, arn, input, mostRetries });
  if (schedule.ActionAfterCompletion === "DELETE") await remove(firing.kept, address);
}

async function read(clients: AwsClients, { region, name, group }: ScheduleAddress) {
  const { sdk, client } = clients.scheduler(region);
  return unlessGone(client.send(new sdk.GetScheduleCommand({ Name: name, GroupName: group })));
}

async function remove(clients: AwsClients, { region, name, group }: ScheduleAddress): Promise<void> {
  const { sdk, client } = clients.scheduler(region);
  await unlessGone(client.send(new sdk.DeleteScheduleCommand({ Name: name, GroupName: group })));
}

/** Null where there is no such schedule: somebody may delete it at any moment, also while its target is called. */
async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

/** Scenario seconds until a refused call is made again. AWS waits longer with each try, and publishes no numbers. */
const retrySeconds = 10;

async function callTarget(
  { called, clock, signal, failures }: Firing,
  target: UniversalTarget,
): Promise<void> {
  for (let tries = 0; tries <= target.mostRetries && !signal.aborted; tries += 1) {
    try {
      await makeCall(called(), namedCall(target));
      return;
    } catch (error) {
      failures.push(`${target.arn}: ${String(error)}`);
      await clock.sleep(retrySeconds, signal).catch(() => undefined);
    }
  }
}

interface UniversalTarget {
  readonly region: string;
  readonly arn: string;
  readonly input: string;
  readonly mostRetries: number;
}

/** `arn:aws:scheduler:::aws-sdk:ec2:startInstances` is the SDK's StartInstances of EC2. */
function namedCall({ region, arn, input }: UniversalTarget): NamedCall {
  const [, service = "", first = "", rest = ""] =
    /^arn:aws:scheduler:::aws-sdk:([a-z0-9]+):([a-z])(\w+)$/.exec(arn) ?? [];
  return { service, region, operation: first.toUpperCase() + rest, input: JSON.parse(input) as object };
}
