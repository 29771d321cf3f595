/** One probe of an endpoint by one checker: what it sends, how long it waits, and what makes it pass. */
import type { HealthCheck, HealthCheckConfig } from "./types";

/**
 * The limits of one probe. HTTP: 4 s to connect, 2 s from there to the status line, 2 s from there to the search
 * string; TCP: 10 s to connect. The search string counts if it lies wholly within the first 5,120 bytes of the body.
 * AWS does not say where a TLS handshake is budgeted; here it is part of the 2 s to the status line.
 * Source: developer guide, "How Amazon Route 53 determines whether a health check is healthy", and "Quotas".
 */
export const probeLimits = {
  connectSeconds: 4,
  tcpConnectSeconds: 10,
  statusLineSeconds: 2,
  bodySeconds: 2,
  searchBytes: 5120,
  headerBytes: 16384,
} as const;

/** What a TCP check asks for: a connection. `target` is an address, or a name to resolve to IPv4 at each probe. */
export interface TcpProbe {
  readonly protocol: "tcp";
  readonly target: string;
  readonly port: number;
}

/** What an HTTP or HTTPS check sends: one GET, whose redirect is not followed and whose certificate is not verified. */
export interface HttpProbe {
  readonly protocol: "http" | "https";
  readonly target: string;
  readonly port: number;
  readonly path: string;
  readonly hostHeader: string;
  readonly userAgent: string;
  readonly acceptEncoding: string;
  readonly useSni: boolean;
}

/** One probe: whether it passed, and Route 53's `StatusReport.Status` for it. */
export interface ProbeResult {
  readonly hasPassed: boolean;
  readonly reason: string;
}

/**
 * What a check's checkers send; null for a check that has no endpoint (CALCULATED, CLOUDWATCH_METRIC,
 * RECOVERY_CONTROL) or names none.
 * Source: developer guide, "Values that you specify when you create or update health checks".
 */
export function probeOf(check: HealthCheck): TcpProbe | HttpProbe | null {
  const config = check.HealthCheckConfig;
  const protocol = protocols[config.Type];
  const target = config.IPAddress ?? config.FullyQualifiedDomainName;
  if (protocol === undefined || target === undefined) return null;
  const port = config.Port ?? (protocol === "https" ? 443 : 80);
  if (protocol === "tcp") return { protocol, target, port };
  return {
    protocol,
    target,
    port,
    path: pathOf(config),
    hostHeader: hostHeaderOf(config.FullyQualifiedDomainName ?? target, protocol, port),
    userAgent: `Amazon-Route53-Health-Check-Service (ref ${check.Id}; report http://amzn.to/1vsZADi)`,
    acceptEncoding: "identity,gzip,deflate",
    // Without a name there is nothing to send in client_hello.
    useSni:
      protocol === "https" && config.EnableSNI !== false && config.FullyQualifiedDomainName !== undefined,
  };
}

/** A status code passes from 200 to 399: a redirect is a success. `statusText` is the endpoint's own reason phrase. */
export function judgeStatus(statusCode: number, statusText = ""): ProbeResult {
  const status = `HTTP Status Code ${statusCode}${statusText && `, ${statusText}`}`;
  const hasPassed = statusCode >= 200 && statusCode < 400;
  return { hasPassed, reason: `${hasPassed ? "Success" : "Failure"}: ${status}` };
}

/**
 * Whether the body, inflated if it came with gzip or deflate, holds the check's search string: case-sensitive, and
 * wholly within the first 5,120 bytes. A check that does not match strings passes with any body.
 */
export function judgeBody(check: HealthCheck, firstBytes: Buffer | string): ProbeResult {
  const { Type: type, SearchString: searchString = "" } = check.HealthCheckConfig;
  const isSearched = type === "HTTP_STR_MATCH" || type === "HTTPS_STR_MATCH";
  const body = Buffer.from(firstBytes).subarray(0, probeLimits.searchBytes);
  const hasPassed = !isSearched || body.includes(searchString);
  return { hasPassed, reason: hasPassed ? "Success" : failureReasons.searchStringMissing };
}

/**
 * The status texts of probes that fail before there is a status code to judge, or after. Those of connectTimeout,
 * connectionClosed and tlsHandshake are Route 53's own as seen on live checks; the others are ours, as its are not published.
 */
export const failureReasons = {
  connectTimeout: "Failure: The health checker could not establish a connection within the timeout limit.",
  connectionRefused: "Failure: The connection was refused by the endpoint.",
  connectionClosed: "Failure: The connection was closed by the endpoint.",
  tlsHandshake: "Failure: SSL alert handshake_failure",
  nameNotResolved: "Failure: DNS resolution failed",
  statusTimeout: "Failure: The endpoint did not send an HTTP status code within the timeout limit.",
  bodyTimeout: "Failure: The endpoint did not send the search string within the timeout limit.",
  searchStringMissing: "Failure: The search string is not in the first 5,120 bytes of the response body.",
} as const;

const protocols: Readonly<Partial<Record<HealthCheckConfig["Type"], "tcp" | "http" | "https">>> = {
  TCP: "tcp",
  HTTP: "http",
  HTTP_STR_MATCH: "http",
  HTTPS: "https",
  HTTPS_STR_MATCH: "https",
};

/** Route 53 adds the leading slash that a path lacks. */
function pathOf({ ResourcePath: path = "/" }: HealthCheckConfig): string {
  return path.startsWith("/") ? path : `/${path}`;
}

/** The bare name on the protocol's own port, else name and port; an IPv6 address in brackets (RFC 9110, 7.2). */
function hostHeaderOf(host: string, protocol: "http" | "https", port: number): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return port === (protocol === "https" ? 443 : 80) ? name : `${name}:${port}`;
}
