/** Preflight rules about who drills, and about the pair as AWS has it. */
import type { HealthCheck } from "../../../route53/types";
import { drilledCheckIds } from "../observers/checkStates";
import { labelledChecks } from "../sights/checks";
import type { AwsSite, AwsTopology } from "../topology";
import type { DrillFacts, SiteFacts } from "./facts";
import { inWhatIsSeen, type PlannedDrill, type PreflightRule } from "./rule";
import { silences } from "./silence";

/** The rules, in the order in which they are told. */
export function pairRules(): PreflightRule[] {
  return [
    { id: "account", breaches: account },
    { id: "credentials-outlive", breaches: credentialsOutlive },
    { id: "rights", breaches: rights },
    { id: "no-other-drill", breaches: noOtherDrill },
    { id: "topology-current", breaches: topologyCurrent },
    { id: "primary-running", breaches: primaryRunning },
    { id: "pair-intact", breaches: pairIntact },
    { id: "checks-aim", breaches: checksAim },
  ];
}

function account({ caller }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  return inWhatIsSeen("Who drills", caller, ({ accountId, arn }) =>
    accountId === topology.accountId
      ? []
      : [`${arn} is of account ${accountId}, but stack ${topology.stack} is in ${topology.accountId}.`],
  );
}

const spareSeconds = 15 * 60;

/** Whoever breaks something must still be there to mend it, and for a while after. */
function credentialsOutlive(
  { now, caller }: DrillFacts,
  { undoneAfterSeconds }: PlannedDrill,
): readonly string[] {
  if ("unseen" in caller || caller.value.expiresAt === null) return [];
  const { expiresAt } = caller.value;
  const leftSeconds = (expiresAt.getTime() - now.getTime()) / 1000;
  const neededSeconds = undoneAfterSeconds + spareSeconds;
  if (leftSeconds >= neededSeconds) return [];
  const needed = `the drill needs ${Math.ceil(neededSeconds / 60)} minutes`;
  return [`The credentials end at ${expiresAt.toISOString()}, and ${needed}: renew them.`];
}

function rights({ refusal }: DrillFacts, { fault }: PlannedDrill): readonly string[] {
  return inWhatIsSeen(`Whether ${fault} may be inflicted and undone`, refusal, (reason) =>
    reason === null ? [] : [`${fault} would be refused: ${reason}`],
  );
}

function noOtherDrill({ openDrill }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  return inWhatIsSeen("Whether another drill is open", openDrill, (open) =>
    open === null
      ? []
      : [
          `${open.principal} has been drilling ${open.fault} since ${open.startedAt}; if nobody is any more: failover restore --stack ${topology.stack}`,
        ],
  );
}

function topologyCurrent({ sites, checks }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  const gone = topology.sites.flatMap((site) => goneOf(site, sites[site.role]));
  const ofChecks = inWhatIsSeen("The health checks", checks, (found) =>
    drilledCheckIds(topology)
      .filter((id) => !found.some(({ Id }) => Id === id))
      .map((id) => `There is no health check ${id} any more${redeploy}`),
  );
  return [...gone, ...ofChecks];
}

const redeploy = ": the topology is of an older deployment; get it anew (pulumi stack output).";

function goneOf(site: AwsSite, { instance, address, ingressRule }: SiteFacts): readonly string[] {
  const { role, instanceId, allocationId, ingressRuleId, securityGroupId } = site;
  const isGone = `any more${redeploy}`;
  return [
    ...inWhatIsSeen(`The ${role}'s instance`, instance, (found) =>
      found ? [] : [`There is no instance ${instanceId} ${isGone}`],
    ),
    ...inWhatIsSeen(`The ${role}'s Elastic IP`, address, (found) =>
      found ? [] : [`There is no Elastic IP ${allocationId} ${isGone}`],
    ),
    ...inWhatIsSeen(`The ${role}'s ingress rule`, ingressRule, (found) =>
      found?.securityGroupId === securityGroupId
        ? []
        : [`There is no rule ${ingressRuleId} in ${securityGroupId} ${isGone}`],
    ),
  ];
}

function primaryRunning({ sites }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  const { instance, page } = sites.primary;
  const [{ instanceId, publicIp }] = topology.sites;
  const state = "value" in instance ? instance.value?.state : undefined;
  const isDown = state !== undefined && state !== "running";
  return [
    ...(isDown
      ? [`The primary's instance ${instanceId} is ${state} already; nothing is left to drill.`]
      : []),
    ...(page.isHealthy ? [] : [`The primary is not healthy at ${publicIp}: ${page.reason}.`]),
  ];
}

function pairIntact({ sites }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  const { instance } = sites.backup;
  const state = "value" in instance ? instance.value?.state : undefined;
  const [, backup] = topology.sites;
  const ofBackup =
    state === undefined || state === "running"
      ? []
      : [`The backup's instance ${backup.instanceId} is ${state}: start it.`];
  return [...ofBackup, ...topology.sites.flatMap((site) => addressBreaches(site, sites[site.role]))];
}

function addressBreaches(site: AwsSite, { address, networkInterface }: SiteFacts): readonly string[] {
  const { role, publicIp, networkInterfaceId, instanceId } = site;
  const found = "value" in address ? address.value : null;
  const ofAddress = !found
    ? []
    : found.publicIp !== publicIp
      ? [`The ${role}'s Elastic IP is ${found.publicIp}, not ${publicIp}.`]
      : found.networkInterfaceId !== networkInterfaceId
        ? [`${publicIp} is on ${found.networkInterfaceId ?? "no interface"}, not on ${networkInterfaceId}.`]
        : [];
  const ofInterface = inWhatIsSeen(`The ${role}'s interface`, networkInterface, (interfaceFound) =>
    interfaceFound?.instanceId === instanceId
      ? []
      : [`${networkInterfaceId} is on ${interfaceFound?.instanceId ?? "no instance"}, not on ${instanceId}.`],
  );
  return [...ofAddress, ...ofInterface];
}

/** Each check must probe its own site's address, be neither disabled nor inverted, and have checkers that report. */
function checksAim({ checks, sights }: DrillFacts, { topology }: PlannedDrill): readonly string[] {
  const [, backup] = topology.sites;
  // What is said of the backup's check, and whether anything could be seen, is for backup-healthy to tell.
  const others = labelledChecks(topology).filter(
    ({ healthCheckId }) => healthCheckId !== backup.healthCheckId,
  );
  return [
    ...("unseen" in checks ? [] : misaimed(checks.value, topology)),
    ...("unseen" in sights ? [] : silences(sights.value, others)),
  ];
}

function misaimed(checks: readonly HealthCheck[], topology: AwsTopology): readonly string[] {
  const { port } = topology.healthCheck;
  return topology.sites.flatMap(({ role, healthCheckId, publicIp }) => {
    const config = checks.find(({ Id }) => Id === healthCheckId)?.HealthCheckConfig;
    if (!config) return [];
    const label = `The ${role}'s check ${healthCheckId}`;
    const aim = `${config.IPAddress ?? config.FullyQualifiedDomainName ?? "nothing"}:${config.Port ?? 80}`;
    return [
      ...(aim === `${publicIp}:${port}` ? [] : [`${label} probes ${aim}, not ${publicIp}:${port}.`]),
      ...(config.Disabled === true ? [`${label} is disabled.`] : []),
      ...(config.Inverted === true ? [`${label} is inverted.`] : []),
    ];
  });
}
