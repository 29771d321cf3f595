import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { AwsSite } from "../../../drill/aws/topology";
import { askServer } from "../../../rehearsal/dns/client";
import { resolutionOf } from "../../../rehearsal/dns/resolver";
import type { AwsWorld } from "../../support/aws/world";

/** Resolves when it holds, which is looked at each scenario second; rejects when it has not for so many of them. */
export async function until(
  { clock }: Pick<AwsWorld, "clock">,
  what: string,
  holds: () => Promise<boolean>,
  limitSeconds = 300,
): Promise<void> {
  const limit = clock.nowSeconds() + limitSeconds;
  while (!(await holds())) {
    if (clock.nowSeconds() > limit) assert.fail(`For ${limitSeconds} s, not: ${what}`);
    await clock.sleep(1);
  }
}

/** Resolves when the name server, and then the resolver too, answers with this site and no other. */
export async function everybodyIsAt(world: AwsWorld, { role, publicIp }: AwsSite): Promise<void> {
  const question = { name: world.topology.record.name, type: "A" } as const;
  for (const server of ["dns", "resolver"] as const)
    await until(world, `the ${server} answers with the ${role}`, async () => {
      const { addresses } = resolutionOf(await askServer(world.shop[server], question), question);
      return addresses.join() === publicIp;
    });
}

/** What an attempt to connect to a site comes to; it hangs if it takes more than 200 ms of the wall's. */
export async function meets(
  { shop }: Pick<AwsWorld, "shop">,
  { role }: AwsSite,
): Promise<"connected" | "refused" | "hangs"> {
  const place = shop.siteAddresses.get(role);
  assert.ok(place);
  const socket = connect({ host: place.address, port: place.port });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(200) });
    return "connected";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ECONNREFUSED" ? "refused" : "hangs";
  } finally {
    socket.destroy();
  }
}

/** State of a site's instance, as EC2 tells it. */
export async function instanceState(
  { clients }: Pick<AwsWorld, "clients">,
  { region, instanceId }: AwsSite,
): Promise<string | undefined> {
  const { sdk, client } = clients.ec2(region);
  const { Reservations: reservations } = await client.send(
    new sdk.DescribeInstancesCommand({ InstanceIds: [instanceId] }),
  );
  return reservations?.[0]?.Instances?.[0]?.State?.Name;
}

/** Resolves when the last probe of every checker of a site's check has passed. */
export async function everyCheckerPasses(world: AwsWorld, site: AwsSite): Promise<void> {
  const holds = async () => (await failingCheckers(world, site)) === 0;
  await until(world, `every checker sees the ${site.role} pass`, holds);
}

/** How many of the 16 checkers of a site's check say that their last probe has failed. */
export async function failingCheckers(
  { clients }: Pick<AwsWorld, "clients">,
  { healthCheckId }: AwsSite,
): Promise<number> {
  const { sdk, client } = clients.route53();
  const { HealthCheckObservations: observations = [] } = await client.send(
    new sdk.GetHealthCheckStatusCommand({ HealthCheckId: healthCheckId }),
  );
  assert.equal(observations.length, 16);
  return observations.filter(({ StatusReport: report }) => report?.Status?.startsWith("Failure: ")).length;
}
