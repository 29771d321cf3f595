import { journalKey } from "../../../drill/aws/journal";
import { journalStore } from "../../../drill/aws/journalStore";
import { restore, restoreLimitSeconds } from "../../../drill/aws/restore";
import { manualClock } from "../../support/manualClock";
import { awsError, fakeClients, type ApiCall } from "./fakeClients";
import { journalBucket } from "./journalBucket";
import { openJournal, topology, type undoCalls } from "./sampleDrill";

/** What the drill has broken, on a clock of its own, and the bucket with its open journal. */
export function brokenPrimary(
  fault: keyof typeof undoCalls,
  refuse: (call: ApiCall, atSeconds: number) => void,
) {
  const clock = manualClock();
  const journal = openJournal(fault);
  const bucket = journalBucket({ [journalKey]: journal });
  const state = {
    instance: "stopped",
    cidrIpv4: "192.0.2.1/32",
    inverted: true,
    command: "",
    hasSchedule: true,
  };
  const answers: Readonly<Record<string, (call: ApiCall) => object>> = {
    DescribeInstances: () => ({ Reservations: [{ Instances: [{ State: { Name: state.instance } }] }] }),
    StartInstances: () => {
      if (state.instance === "stopping") throw awsError("IncorrectInstanceState");
      state.instance = "running";
      return {};
    },
    DescribeSecurityGroupRules: () => ({
      SecurityGroupRules: [
        {
          ...{ IpProtocol: "tcp", FromPort: 80, ToPort: 80, CidrIpv4: state.cidrIpv4 },
          Description: "Shoppers and health checkers",
        },
      ],
    }),
    ModifySecurityGroupRules: () => {
      state.cidrIpv4 = "0.0.0.0/0";
      return {};
    },
    GetHealthCheck: () => ({ HealthCheck: { HealthCheckConfig: { Inverted: state.inverted } } }),
    UpdateHealthCheck: () => {
      state.inverted = false;
      return {};
    },
    SendCommand: () => {
      state.command = "Success";
      return { Command: { CommandId: "command-1" } };
    },
    GetCommandInvocation: () => ({ Status: state.command }),
    GetSchedule: () => {
      if (!state.hasSchedule) throw awsError("ResourceNotFoundException");
      return {};
    },
    DeleteSchedule: () => {
      if (!state.hasSchedule) throw awsError("ResourceNotFoundException");
      state.hasSchedule = false;
      return {};
    },
  };
  const aws = fakeClients((call) => {
    refuse(call, clock.nowSeconds());
    return (answers[call.command] ?? bucket.answer)(call);
  });
  const store = journalStore(topology, aws.clients);
  const commands = () => aws.calls.map(({ command }) => command);
  const run = async () => {
    const opened = (await store.read())!;
    aws.calls.length = 0;
    const restoring = Promise.allSettled([restore({ opened, store, clients: aws.clients, clock })]);
    await clock.advance(2 * restoreLimitSeconds);
    const [result] = await restoring;
    if (result.status === "rejected") throw result.reason as Error;
    return result.value;
  };
  return { clients: aws.clients, clock, journal, bucket, state, commands, run };
}

/** Refuses nothing. */
export const never = () => undefined;

/** Refuses some calls, by AWS's code. */
export const refuseWith =
  (code: string, message: string, isRefused: (call: ApiCall, atSeconds: number) => boolean) =>
  (call: ApiCall, atSeconds: number): void => {
    if (isRefused(call, atSeconds)) throw awsError(code, message);
  };
