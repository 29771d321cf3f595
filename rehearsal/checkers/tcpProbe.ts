import { connect } from "node:net";
import { failureReasons, probeLimits, type ProbeResult } from "../../route53/probe";
import type { Clock } from "../clock";
import { newDeadline } from "../deadline";
import type { LoopbackEndpoint } from "../loopback";
import { reasonOf } from "./probe";

/** A TCP probe's way: where the endpoint lives here, and the checker's own address. */
export interface TcpProbeOptions {
  readonly to: LoopbackEndpoint;
  readonly from: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Probes once: it passes when the endpoint accepts a connection within 10 s. Never rejects. */
export function connectToEndpoint({ to, from, clock, signal }: TcpProbeOptions): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const socket = connect({ host: to.address, port: to.port, localAddress: from, signal });
    const deadline = newDeadline(clock);
    const end = (result: ProbeResult): void => {
      deadline.clear();
      socket.destroy();
      resolve(result);
    };
    deadline.set(probeLimits.tcpConnectSeconds, () => {
      end({ hasPassed: false, reason: failureReasons.connectTimeout });
    });
    socket.on("connect", () => {
      end({ hasPassed: true, reason: "Success: The endpoint accepted the connection." });
    });
    socket.on("error", (error) => {
      end({ hasPassed: false, reason: reasonOf(error) });
    });
  });
}
