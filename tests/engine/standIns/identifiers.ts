import { createHash } from "node:crypto";

/** An id as EC2 writes it, such as `i-0a1b2c3d4e5f60718`: the same seed gives the same id. */
export function idOf(prefix: string, seed: string): string {
  return `${prefix}-0${digest(`${prefix} ${seed}`).slice(0, 16)}`;
}

/** A health check's id. */
export function uuidOf(seed: string): string {
  return digest(seed).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** A hosted zone's id. */
export function zoneIdOf(seed: string): string {
  return `Z${digest(seed).slice(0, 20).toUpperCase()}`;
}

/** An address of the blocks that are reserved for documentation (RFC 5737), so that no stranger is ever meant. */
export function addressOf(seed: string): string {
  const bytes = createHash("sha256").update(seed).digest();
  const block = ["192.0.2", "198.51.100", "203.0.113"][bytes.readUInt8(0) % 3] ?? "";
  return `${block}.${1 + (bytes.readUInt8(1) % 254)}`;
}

/** A regional resource's ARN. */
export function arnOf(
  service: string,
  { region, accountId }: { readonly region: string; readonly accountId: string },
  resource: string,
): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
