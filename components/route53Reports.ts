import type { Reports } from "./switchSightings";

/** Route 53 itself, asked with the credentials of the environment, as the providers do. */
export const route53Reports: Reports = {
  read: async (healthCheckId) => {
    // Loaded only where an update waits: most runs of the program never ask.
    const { GetHealthCheckStatusCommand, Route53Client } = await import("@aws-sdk/client-route-53");
    const client = new Route53Client({ region: "us-east-1" });
    try {
      const { HealthCheckObservations: observations = [] } = await client.send(
        new GetHealthCheckStatusCommand({ HealthCheckId: healthCheckId }),
        { abortSignal: AbortSignal.timeout(10_000) },
      );
      return observations.map(({ Region: region = "", StatusReport: report }) => ({
        region,
        status: report?.Status ?? "",
      }));
    } finally {
      client.destroy();
    }
  },
  sleepSeconds: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)),
  nowSeconds: () => performance.now() / 1_000,
};
