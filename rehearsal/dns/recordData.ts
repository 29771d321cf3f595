import type { Answer } from "dns-packet";

/** What every record has besides its type and data. */
interface Owner {
  readonly name: string;
  readonly ttl: number;
}

/**
 * A record for the wire, from its data as Route 53 writes it. Throws for a type that a rehearsal does not serve.
 */
export function wireRecord(owner: Owner, type: string, data: string): Answer {
  switch (type) {
    case "A":
    case "AAAA":
    case "CNAME":
    case "NS":
    case "PTR":
      return { ...owner, type, data };
    case "SOA":
      return { ...owner, type, data: soaData(data) };
    default:
      throw new Error(`${owner.name} ${type}: a rehearsal does not serve records of this type.`);
  }
}

function soaData(text: string) {
  const [mname = "", rname = "", ...numbers] = text.split(/\s+/);
  const [serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0] = numbers.map(Number);
  return { mname, rname, serial, refresh, retry, expire, minimum };
}
