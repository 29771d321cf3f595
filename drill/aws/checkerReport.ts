import type { Observation } from "../../route53/healthCheck";
import type { HealthCheckConfig } from "../../route53/types";

/**
 * Whether what a checker reports is that its endpoint passes: its status begins with `Success`. (API StatusReport, Status.)
 * Of an inverted check it goes by the endpoint's status code where there is one: AWS does not say whether the word before
 * it is inverted as well.
 */
export function hasPassed(
  { status }: { readonly status: string },
  { Inverted: isInverted = false }: Pick<HealthCheckConfig, "Inverted">,
): boolean {
  const code = isInverted ? /HTTP Status Code (\d)\d\d\b/.exec(status)?.[1] : undefined;
  return code === undefined ? status.startsWith("Success") : code === "2" || code === "3";
}

/** What the newest report of each of a check's checkers makes known of it. */
export function observationOf(
  reports: readonly { readonly status: string }[],
  config: Pick<HealthCheckConfig, "Inverted">,
): Extract<Observation, { kind: "checkers" }> {
  const healthyCheckers = reports.filter((report) => hasPassed(report, config)).length;
  return { kind: "checkers", healthyCheckers, checkersWithOpinion: reports.length };
}
