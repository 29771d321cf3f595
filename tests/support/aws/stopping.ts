/** What moto lacks of an instance's life: the time that it takes to stop. */
import type { Clock } from "../../../rehearsal/clock";
import { queryValues, type AwsAnswer } from "./awsCall";
import type { Step } from "./layer";
import { refused } from "./refusal";

/** The instances that are stopping. */
export interface Stopping {
  readonly step: Step;
  /** Whether an instance is on its way from running to stopped. */
  isStopping(instanceId: string): boolean;
}

/**
 * Lets an instance be `stopping` for so many seconds of the clock before it is `stopped`. Meanwhile it cannot be started
 * (EC2 user guide, "Instance lifecycle").
 */
export function newStopping(clock: Clock, stoppingSeconds: number): Stopping {
  const until = new Map<string, number>();
  const isStopping = (instanceId: string): boolean => (until.get(instanceId) ?? 0) > clock.nowSeconds();
  return {
    isStopping,
    step: async (call, next) => {
      if (call.service !== "ec2") return next(call);
      const early = queryValues(call, "InstanceId").find(isStopping);
      if (call.operation === "StartInstances" && early !== undefined) {
        const message = `The instance '${early}' is not in a state from which it can be started.`;
        return refused(call, { status: 400, code: "IncorrectInstanceState", message });
      }
      const answer = await next(call);
      if (call.operation === "StopInstances") {
        for (const id of instancesThatWere("running", answer))
          until.set(id, clock.nowSeconds() + stoppingSeconds);
        return answer;
      }
      if (!/^DescribeInstance(s|Status)$/.test(call.operation)) return answer;
      const shown = [...until.keys()].filter(isStopping).reduce(shownStopping, answer.body.toString());
      return { ...answer, body: Buffer.from(shown) };
    },
  };
}

/** The instances in the answer to StopInstances or StartInstances that were in this state before. */
export function instancesThatWere(state: "running" | "stopped", { body }: Pick<AwsAnswer, "body">): string[] {
  return body
    .toString()
    .split("</item>")
    .filter((item) => new RegExp(`<previousState>[^/]*</code>\\s*<name>${state}<`).test(item))
    .map((item) => /<instanceId>([^<]+)</.exec(item)?.[1] ?? "");
}

function shownStopping(text: string, instanceId: string): string {
  const state = `(<instanceId>${instanceId}</instanceId>(?:(?!<instanceId>).)*?<instanceState>).*?(</instanceState>)`;
  return text.replace(new RegExp(state, "gs"), "$1<code>64</code><name>stopping</name>$2");
}
