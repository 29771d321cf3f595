/** Referrals to the name servers of a delegated part of the zone (RFC 1034 section 4.3.2). */
import { isWithin } from "../../route53/names";
import { resourceData } from "../../route53/resourceData";
import type { ResourceRecordSet } from "../../route53/types";
import { groupOf, type ZoneIndex } from "../../route53/zoneIndex";
import type { Reply } from "./message";
import { wireRecord } from "./recordData";

/**
 * The referral of the NS record set of a canonical name: its name servers, and the addresses of those whose names lie
 * in the delegated part, which could not be found otherwise.
 */
export function referralTo(
  index: ZoneIndex,
  delegatedName: string,
  wireTtl: (ttlSeconds: number) => number,
): Reply {
  const recordsOf = (name: string, type: string) =>
    (groupOf(index, name, type) ?? []).flatMap((set) => recordsIn(set, wireTtl));
  const nameServers = recordsOf(delegatedName, "NS");
  const below = nameServers.flatMap((record) =>
    record.type === "NS" && isWithin(record.data, delegatedName) ? [record.data] : [],
  );
  const additionals = below.flatMap((name) => [...recordsOf(name, "A"), ...recordsOf(name, "AAAA")]);
  return { rcode: "NOERROR", isReferral: true, authorities: nameServers, additionals };
}

function recordsIn(
  { Name: name, Type: type, TTL: ttlSeconds = 0, ResourceRecords: records = [] }: ResourceRecordSet,
  wireTtl: (ttlSeconds: number) => number,
) {
  return records.map(({ Value: value }) =>
    wireRecord({ name, ttl: wireTtl(ttlSeconds) }, type, resourceData(type, value)),
  );
}
