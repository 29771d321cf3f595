import { parseHealthChecks } from "../../../route53/zone";
import type { HealthCheck } from "../../../route53/types";
import type { AwsClients } from "../clients";

/** A health check as it is configured now; null when there is none of that id. Rejects for what the rules cannot read. */
export async function readCheck(HealthCheckId: string, { route53 }: AwsClients): Promise<HealthCheck | null> {
  const { sdk, client } = route53();
  try {
    const { HealthCheck } = await client.send(new sdk.GetHealthCheckCommand({ HealthCheckId }));
    const [check] = parseHealthChecks(JSON.stringify({ HealthChecks: [HealthCheck] }, withoutEmptyLists));
    return check ?? null;
  } catch (error) {
    if (error instanceof sdk.NoSuchHealthCheck) return null;
    throw error;
  }
}

/** An empty list of regions or children stands for none given. */
function withoutEmptyLists(_key: string, value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}
