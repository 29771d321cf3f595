import type { Clock } from "../../../rehearsal/clock";
import type { HealthCheckConfig } from "../../../route53/types";
import type { AwsClients } from "../clients";
import { turns } from "../turns";
import type { CheckerReport, HealthCheckReports } from "./world";

/** Health checks by Route 53's API, one call after the other. */
export function route53Calls(clients: Pick<AwsClients, "route53">, clock: Clock): HealthCheckReports {
  const turn = turns(clock);
  return {
    config: async (id, signal) => {
      await turn(signal);
      const { sdk, client } = clients.route53();
      const command = new sdk.GetHealthCheckCommand({ HealthCheckId: id });
      const { HealthCheck: check } = await client.send(command, { abortSignal: signal });
      if (!check?.HealthCheckConfig) throw new Error(`Route 53 has not described the health check ${id}`);
      // The SDK allows every member to be undefined; Route 53 always gives the type.
      return check.HealthCheckConfig as HealthCheckConfig;
    },
    statuses: async (id, signal) => {
      await turn(signal);
      const { sdk, client } = clients.route53();
      const command = new sdk.GetHealthCheckStatusCommand({ HealthCheckId: id });
      return reportsIn(await client.send(command, { abortSignal: signal }));
    },
    lastFailures: async (id, signal) => {
      await turn(signal);
      const { sdk, client } = clients.route53();
      const command = new sdk.GetHealthCheckLastFailureReasonCommand({ HealthCheckId: id });
      return reportsIn(await client.send(command, { abortSignal: signal }));
    },
  };
}

interface Observations {
  readonly HealthCheckObservations?:
    | readonly {
        readonly Region?: string | undefined;
        readonly StatusReport?:
          { readonly Status?: string | undefined; readonly CheckedTime?: Date | undefined } | undefined;
      }[]
    | undefined;
}

function reportsIn({ HealthCheckObservations: observations = [] }: Observations): CheckerReport[] {
  return observations.map(({ Region: region = "", StatusReport: report }) => ({
    region,
    status: report?.Status ?? "",
    checkedAt: report?.CheckedTime ?? null,
  }));
}
