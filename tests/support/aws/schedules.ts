/** What moto lacks of EventBridge Scheduler: one-time schedules that go off. */
import type { AwsClients, Service } from "../../../drill/aws/clients";
import type { Clock } from "../../../rehearsal/clock";
import type { Step } from "./layer";
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
  const known = new Map<string, ScheduleAddress>();
  const failures: string[] = [];
  const fireDue = async (by: Date): Promise<void> => {
    for (const [key, address] of known) {
      const schedule = await read(kept, address);
      const at = atOf(schedule?.ScheduleExpression);
      if (at !== null && at > by) continue;
      known.delete(key);
      const { Arn: arn = "", Input: input = "{}", RetryPolicy: retryPolicy } = schedule?.Target ?? {};
      if (!schedule) continue;
      const most = retryPolicy?.MaximumRetryAttempts ?? 185;
      await callTarget({ called, clock, signal, failures }, { region: address.region, arn, input, most });
      if (schedule.ActionAfterCompletion === "DELETE") await remove(kept, address);
    }
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
      known.set(JSON.stringify(address), address);
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

/** `at(yyyy-mm-ddThh:mm:ss)`, in UTC; null for any other expression. */
function atOf(expression: string | undefined): Date | null {
  const [, time] = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression ?? "") ?? [];
  return time === undefined ? null : new Date(`${time}Z`);
}

function whenDue(at: Date, signal: AbortSignal, fire: () => Promise<void>): void {
  const timer = setTimeout(
    () => {
      void fire();
    },
    Math.max(0, at.getTime() - Date.now()),
  );
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
  });
}

async function read(clients: AwsClients, { region, name, group }: ScheduleAddress) {
  const { sdk, client } = clients.scheduler(region);
  try {
    return await client.send(new sdk.GetScheduleCommand({ Name: name, GroupName: group }));
  } catch (error) {
    if (error instanceof sdk.ResourceNotFoundException) return null;
    throw error;
  }
}

async function remove(clients: AwsClients, { region, name, group }: ScheduleAddress): Promise<void> {
  const { sdk, client } = clients.scheduler(region);
  await client.send(new sdk.DeleteScheduleCommand({ Name: name, GroupName: group }));
}

/** Scenario seconds until a refused call is made again. AWS waits longer with each try, and publishes no numbers. */
const retrySeconds = 10;

async function callTarget(
  { called, clock, signal, failures }: Omit<SchedulesOptions, "kept"> & { readonly failures: string[] },
  { region, arn, input, most }: { region: string; arn: string; input: string; most: number },
): Promise<void> {
  for (let tries = 0; tries <= most && !signal.aborted; tries += 1) {
    try {
      const { client, command } = universalCall(called(), region, arn, input);
      await client.send(command);
      return;
    } catch (error) {
      failures.push(`${arn}: ${String(error)}`);
      await clock.sleep(retrySeconds, signal).catch(() => undefined);
    }
  }
}

function universalCall(clients: AwsClients, region: string, arn: string, input: string) {
  const [, service = "", action = ""] = /^arn:aws:scheduler:::aws-sdk:(\w+):(\w+)$/.exec(arn) ?? [];
  const services: Readonly<Record<string, () => Service<unknown, unknown>>> = {
    ec2: () => clients.ec2(region),
    ssm: () => clients.ssm(region),
    route53: () => clients.route53(),
  };
  const found = services[service]?.();
  const name = `${action.charAt(0).toUpperCase()}${action.slice(1)}Command`;
  const Command = (found?.sdk as Record<string, new (input: object) => object> | undefined)?.[name];
  if (!found || !Command) throw new Error("there is no such target here");
  const client = found.client as { send(command: object): Promise<unknown> };
  return { client, command: new Command(JSON.parse(input) as object) };
}
