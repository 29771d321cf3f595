import { receiptOf } from "../undo/undo";
import type { AwsFault } from "./fault";

/** The primary's check is inverted: Route 53 takes the healthy site for an unhealthy one, and no host is touched. */
export const invertCheck: AwsFault = {
  name: "invert-check",
  aimAt: async ({ sites: [{ region, healthCheckId }] }, clients) => {
    const { client, sdk } = clients.route53();
    const found = await client.send(new sdk.GetHealthCheckCommand({ HealthCheckId: healthCheckId }));
    if (found.HealthCheck?.HealthCheckConfig?.Inverted === true) {
      throw new Error(`The check ${healthCheckId} is inverted already.`);
    }
    return {
      // The region of the schedule that makes this call if nobody else does.
      undo: { operation: "route53:UpdateHealthCheck", region, healthCheckId, inverted: false },
      inflict: async (abortSignal) => {
        const request = { HealthCheckId: healthCheckId, Inverted: true };
        return receiptOf(await client.send(new sdk.UpdateHealthCheckCommand(request), { abortSignal }));
      },
      refused: () => Promise.resolve(null),
    };
  },
};
