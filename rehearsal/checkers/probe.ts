/**
 * One HTTP or HTTPS probe over real sockets: what Route 53's checkers send, how long they wait, what they conclude.
 */
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { isIP } from "node:net";
import { createUnzip } from "node:zlib";
import {
  failureReasons,
  judgeBody,
  judgeStatus,
  probeLimits,
  type HttpProbe,
  type ProbeResult,
} from "../../route53/probe";
import type { HealthCheck } from "../../route53/types";
import type { Clock } from "../clock";
import { newDeadline } from "../deadline";
import type { LoopbackEndpoint } from "../loopback";

/** A probe and its way: where the endpoint lives here, and the checker's own address. */
export interface ProbeOptions {
  readonly check: HealthCheck;
  readonly sends: HttpProbe;
  readonly to: LoopbackEndpoint;
  readonly from: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Probes once, on a connection of its own. Whatever goes wrong is a failed probe, not a rejection. */
export async function probeEndpoint(options: ProbeOptions): Promise<ProbeResult> {
  try {
    return await probe(options);
  } catch (error) {
    // Node refuses to send some paths and headers at all.
    return failed(reasonOf(error));
  }
}

function probe(options: ProbeOptions): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const { protocol } = options.sends;
    const request = (protocol === "https" ? httpsRequest : httpRequest)(requestOptions(options));
    const deadline = newDeadline(options.clock);
    const end = (result: ProbeResult): void => {
      deadline.clear();
      request.destroy();
      resolve(result);
    };
    const limit = (seconds: number, reason: string): void => {
      deadline.set(seconds, () => {
        end(failed(reason));
      });
    };
    limit(probeLimits.connectSeconds, failureReasons.connectTimeout);
    request.on("socket", (socket) => {
      socket.on("connect", () => {
        limit(probeLimits.statusLineSeconds, failureReasons.statusTimeout);
      });
    });
    request.on("response", (response) => {
      const status = judgeStatus(response.statusCode ?? 0, response.statusMessage);
      if (status.hasPassed) {
        limit(probeLimits.bodySeconds, failureReasons.bodyTimeout);
        searchBody(response, options.check, (body) => {
          end(body.hasPassed ? status : body);
        });
      } else {
        end(status);
      }
    });
    request.on("error", (error) => {
      end(failed(reasonOf(error)));
    });
    request.end();
  });
}

function requestOptions({ check, sends, to, from, signal }: ProbeOptions): RequestOptions {
  const { FullyQualifiedDomainName: name = "" } = check.HealthCheckConfig;
  return {
    // Route 53 does not validate certificates and speaks TLS 1.0 too, which OpenSSL has only at its lowest level.
    rejectUnauthorized: false,
    minVersion: "TLSv1",
    ciphers: "DEFAULT:@SECLEVEL=0",
    // An address is no server name (RFC 6066 section 3).
    servername: sends.useSni && isIP(name) === 0 ? name : "",
    host: to.address,
    port: to.port,
    localAddress: from,
    path: sends.path,
    headers: {
      Host: sends.hostHeader,
      "User-Agent": sends.userAgent,
      "Accept-Encoding": sends.acceptEncoding,
    },
    maxHeaderSize: probeLimits.headerBytes,
    agent: false,
    signal,
  };
}

/** Calls back as soon as the search string is there, and when it cannot come any more; only the first call counts. */
function searchBody(
  response: IncomingMessage,
  check: HealthCheck,
  onResult: (result: ProbeResult) => void,
): void {
  const isCompressed = /^(gzip|deflate)$/i.test(response.headers["content-encoding"] ?? "");
  const body = isCompressed ? response.pipe(createUnzip()) : response;
  let received = Buffer.alloc(0);
  const judge = (isWhole: boolean): void => {
    const result = judgeBody(check, received);
    if (result.hasPassed || isWhole || received.length >= probeLimits.searchBytes) onResult(result);
  };
  response.on("error", (error) => {
    onResult(failed(reasonOf(error)));
  });
  body.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    judge(false);
  });
  body.on("end", () => {
    judge(true);
  });
  // What cannot be inflated is over; a connection that broke has been told already.
  body.on("error", () => {
    judge(true);
  });
  // A check that searches nothing passes without a body.
  judge(false);
}

function failed(reason: string): ProbeResult {
  return { hasPassed: false, reason };
}

/** Why a connection failed, as Route 53's status would put it. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ECONNREFUSED") return failureReasons.connectionRefused;
  if (code === "ECONNRESET" || code === "EPIPE") return failureReasons.connectionClosed;
  if (code === "EPROTO" || code.startsWith("ERR_SSL_")) return failureReasons.tlsHandshake;
  return `Failure: ${error instanceof Error ? error.message : String(error)}`;
}
