import type { IncomingHttpHeaders } from "node:http";

/** One call of AWS's APIs, as it came in. */
export interface AwsCall {
  /** As its signature names it: `ec2`, `route53`, `s3`, `scheduler`, `ssm`, … */
  readonly service: string;
  readonly region: string;
  /** Such as `StartInstances`; where a request does not tell, the method and the path: `GET /2013-04-01/hostedzone`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What is answered. */
export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** What a request asks for: by its signature (SigV4), and by the way in which each service's protocol names the operation. */
export function awsCallOf(request: Pick<AwsCall, "method" | "path" | "headers" | "body">): AwsCall {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    request.headers.authorization ?? "",
  );
  const [, region = "us-east-1", service = "s3"] = scope ?? [];
  return { ...request, service, region, operation: operationOf(service, request) };
}

/** The values of a query protocol's parameter, a list or not: `InstanceId` stands for `InstanceId.1`, `InstanceId.2`, … */
export function queryValues({ body }: Pick<AwsCall, "body">, name: string): string[] {
  return [...new URLSearchParams(body.toString())]
    .filter(([key]) => key === name || new RegExp(`^${name}\\.\\d+$`).test(key))
    .map(([, value]) => value);
}

function operationOf(
  service: string,
  { method, path, headers, body }: Omit<AwsCall, "service" | "region" | "operation">,
) {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.split(".").at(-1) ?? target;
  const { pathname: bare, searchParams } = new URL(path, "http://localhost");
  // S3 does not need it, but the SDK says it in each call of an object.
  const action = service === "s3" ? searchParams.get("x-id") : queryValues({ body }, "Action")[0];
  if (action) return action;
  const known = restOperations.find(
    (each) => each.service === service && each.method === method && each.path.test(bare),
  );
  return known?.operation ?? `${method} ${bare}`;
}

/** API references of Route 53 and EventBridge Scheduler, "Request syntax". */
const restOperations = [
  ["route53", "GET", /\/healthcheck\/[^/]+\/status$/, "GetHealthCheckStatus"],
  ["route53", "GET", /\/healthcheck\/[^/]+\/lastfailurereason$/, "GetHealthCheckLastFailureReason"],
  ["route53", "GET", /\/healthcheck\/[^/]+$/, "GetHealthCheck"],
  ["route53", "POST", /\/healthcheck\/[^/]+$/, "UpdateHealthCheck"],
  ["scheduler", "POST", /^\/schedules\/[^/]+$/, "CreateSchedule"],
  ["scheduler", "PUT", /^\/schedules\/[^/]+$/, "UpdateSchedule"],
  ["scheduler", "GET", /^\/schedules\/[^/]+$/, "GetSchedule"],
  ["scheduler", "DELETE", /^\/schedules\/[^/]+$/, "DeleteSchedule"],
].map(([service, method, path, operation]) => ({
  service: service as string,
  method: method as string,
  path: path as RegExp,
  operation: operation as string,
}));
