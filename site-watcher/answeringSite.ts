import type { Attempts } from "./attempts";
import type { SiteRole, WatcherPlan } from "./plan";
import type { WatcherPorts } from "./ports";

/**
 * The site that more than half of the zone's name servers answer with, 3 of Route 53's 4; null when there is none, as
 * while an answer is changing.
 */
export async function answeringSite(
  { recordName, nameServers, publicIps }: WatcherPlan,
  ports: Pick<WatcherPorts, "askNameServer">,
  { attempt }: Attempts,
): Promise<SiteRole | null> {
  const answers = await Promise.all(
    nameServers.map((nameServer) =>
      attempt(`name server ${nameServer}`, (signal) => ports.askNameServer(nameServer, recordName, signal)),
    ),
  );
  const votesFor = (role: SiteRole) =>
    answers.filter((addresses) => addresses?.length === 1 && addresses[0] === publicIps[role]).length;
  const roles: readonly SiteRole[] = ["primary", "backup"];
  return roles.find((role) => votesFor(role) > nameServers.length / 2) ?? null;
}
