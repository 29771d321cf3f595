/** What moto lacks of Route 53's health checks: what their checkers see, and updates that leave alone what they do not name. */
import type { ProbeEvent } from "../../../rehearsal/events";
import type { AwsCall } from "./awsCall";
import type { Step } from "./layer";
import { refused, xml } from "./refusal";

/** What a checker last saw. */
export interface CheckerReport extends Pick<ProbeEvent, "region" | "checker" | "reason"> {
  /** Wall time, as `Date.now` has it. */
  readonly atMs: number;
}

/** What the checkers of a check last saw, and the last failures that any of them saw. */
export interface CheckerReports {
  readonly latest: (checkId: string) => readonly CheckerReport[];
  readonly latestFailures: (checkId: string) => readonly CheckerReport[];
}

/**
 * Answers GetHealthCheckStatus and GetHealthCheckLastFailureReason. A CALCULATED check has no checkers, and is refused
 * (API GetHealthCheckStatus).
 */
export function healthReportStep(reports: CheckerReports): Step {
  return async (call, next) => {
    const read = {
      GetHealthCheckStatus: reports.latest,
      GetHealthCheckLastFailureReason: reports.latestFailures,
    }[call.operation];
    if (call.service !== "route53" || !read) return next(call);
    // An unknown check is moto's to refuse.
    const check = await next(aboutCheck(call));
    if (check.status !== 200) return check;
    if (check.body.includes("<Type>CALCULATED</Type>")) {
      const message = "This operation is not supported for a health check of type CALCULATED.";
      return refused(call, { status: 400, code: "InvalidInput", message });
    }
    const observations = read(checkIdOf(call)).map(observation).join("");
    const name = `${call.operation}Response`;
    return xml(
      200,
      `<${name} xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HealthCheckObservations>${observations}</HealthCheckObservations></${name}>`,
    );
  };
}

/** Repeats in an UpdateHealthCheck the lists that it does not name: moto would empty them. */
export const keepListsStep: Step = async (call, next) => {
  if (call.service !== "route53" || call.operation !== "UpdateHealthCheck") return next(call);
  const check = await next(aboutCheck(call));
  const update = call.body.toString();
  const lists = ["Regions", "ChildHealthChecks"]
    .filter((name) => !update.includes(`<${name}>`))
    .map((name) => new RegExp(`<${name}>.*</${name}>`, "s").exec(check.body.toString())?.[0] ?? "");
  const end = "</UpdateHealthCheckRequest>";
  return next({ ...call, body: Buffer.from(update.replace(end, `${lists.join("")}${end}`)) });
};

/** The check that a call is about. */
export function checkIdOf({ path }: Pick<AwsCall, "path">): string {
  return /\/healthcheck\/([^/?]+)/.exec(path)?.[1] ?? "";
}

function aboutCheck(call: AwsCall): AwsCall {
  const path = `/2013-04-01/healthcheck/${checkIdOf(call)}`;
  return { ...call, method: "GET", operation: "GetHealthCheck", path, body: Buffer.alloc(0) };
}

function observation({ region, reason, atMs }: CheckerReport, at: number): string {
  // An address that AWS's checkers never have (RFC 5737).
  const address = `<IPAddress>203.0.113.${at + 1}</IPAddress>`;
  const time = `<CheckedTime>${new Date(atMs).toISOString()}</CheckedTime>`;
  const status = reason.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<HealthCheckObservation><Region>${region}</Region>${address}<StatusReport><Status>${status}</Status>${time}</StatusReport></HealthCheckObservation>`;
}
