import { GoneError, receiptOf, type Undo, type UndoCallOf } from "./undo";

/** Sets a check's Inverted to what it was. Route 53 is asked in its own region, whatever the call's. */
export function updateHealthCheck(call: UndoCallOf<"route53:UpdateHealthCheck">): Undo {
  const { healthCheckId, inverted } = call;
  const request = { HealthCheckId: healthCheckId, Inverted: inverted };
  return {
    carryOut: async (clients) => {
      const { client, sdk } = clients.route53();
      return receiptOf(await client.send(new sdk.UpdateHealthCheckCommand(request)));
    },
    readBack: async (clients) => {
      const { client, sdk } = clients.route53();
      const found = await client.send(new sdk.GetHealthCheckCommand({ HealthCheckId: healthCheckId }));
      const config = found.HealthCheck?.HealthCheckConfig;
      if (!config) throw new GoneError(`the check ${healthCheckId} is not there`);
      return (config.Inverted ?? false) === inverted ? "undone" : "standing";
    },
    target: { Arn: "arn:aws:scheduler:::aws-sdk:route53:updateHealthCheck", Input: JSON.stringify(request) },
    byHand: {
      words: `set the check ${healthCheckId} to ${inverted ? "inverted" : "not inverted"}`,
      command: `aws route53 update-health-check --health-check-id ${healthCheckId} ${inverted ? "--inverted" : "--no-inverted"}`,
    },
  };
}
