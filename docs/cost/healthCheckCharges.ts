import type { RecordedResource } from "../../recording/recording";
import type { Charge } from "./charge";

/**
 * What a health check costs (Route 53 pricing, "Health checks"): one basic check, and each option of one that probes an
 * endpoint: HTTPS, string matching, the fast interval, latency measurement. Endpoints in AWS are the stack's own
 * addresses and buckets; all others are charged for as "non-AWS". A calculated check probes nothing.
 */
export function healthCheckCharges(check: RecordedResource, all: readonly RecordedResource[]): Charge[] {
  const { inputs, region } = check;
  const type = String(inputs["type"]);
  const options = [
    type.startsWith("HTTPS"),
    type.endsWith("_STR_MATCH"),
    inputs["requestInterval"] === 10,
    inputs["measureLatency"] === true,
  ].filter(Boolean).length;
  const suffix = type === "CALCULATED" || isInAws(check, all) ? "" : ", outside AWS";
  const charge = (what: string, quantity: number) => ({
    what: what + suffix,
    region: region ?? "",
    quantity,
  });
  return [charge("basic health check", 1), ...(options > 0 ? [charge("health check option", options)] : [])];
}

function isInAws({ inputs }: RecordedResource, all: readonly RecordedResource[]): boolean {
  const { ipAddress, fqdn } = inputs;
  return all.some(({ type, state }) => {
    if (type === "aws:ec2/eip:Eip") return ipAddress !== undefined && state["publicIp"] === ipAddress;
    if (type !== "aws:s3/bucket:Bucket" || ipAddress !== undefined) return false;
    return String(fqdn).startsWith(`${String(state["bucket"])}.s3.`);
  });
}
