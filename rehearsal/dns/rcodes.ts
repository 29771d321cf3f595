import type { DecodedPacket } from "dns-packet";

/** The response codes that our server sends (RFC 1035 section 4.1.1; BADVERS: RFC 6891 section 6.1.3). */
export const rcodes = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  BADVERS: 16,
} as const;

/** A response code by its name. */
export type Rcode = keyof typeof rcodes;

/** The name of a response's code, or `RCODE` and its number; the extended code of EDNS counts too. */
export function rcodeOf(packet: DecodedPacket): string {
  const opt = packet.additionals?.find((record) => record.type === "OPT");
  const code = ((opt?.extendedRcode ?? 0) << 4) | ((packet.flags ?? 0) & 0xf);
  return Object.entries(rcodes).find(([, each]) => each === code)?.[0] ?? `RCODE${code}`;
}
