import type { Answer, CaaData } from "dns-packet";
import { characterStrings } from "./characterStrings";

/** What every record has besides its type and data. */
interface Owner {
  readonly name: string;
  readonly ttl: number;
}

/**
 * A record for the wire, from its data as Route 53 writes it. Throws for a type that a rehearsal does not serve: HTTPS
 * and SVCB.
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
    case "TXT":
      return { ...owner, type, data: characterStrings(data) };
    case "SPF":
      // A TXT record by another name (RFC 4408 section 3.1.1), which the codec takes as bytes only.
      return { ...owner, type: type as "URI", data: Buffer.concat(characterStrings(data).map(counted)) };
    default:
      return structuredRecord(owner, type, characterStrings(data).map(String));
  }
}

/** Of the types whose data is a list of words. */
function structuredRecord(owner: Owner, type: string, words: readonly string[]): Answer {
  const [first = "", second = "", third = "", fourth = "", fifth = "", sixth = ""] = words;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  switch (type) {
    case "MX":
      return { ...owner, type, data: { preference: a, exchange: second } };
    case "SRV":
      return { ...owner, type, data: { priority: a, weight: b, port: c, target: fourth } };
    case "CAA":
      return { ...owner, type, data: { flags: a, tag: second as CaaData["tag"], value: third } };
    case "NAPTR": {
      const data = { flags: third, services: fourth, regexp: fifth, replacement: sixth };
      return { ...owner, type, data: { order: a, preference: b, ...data } };
    }
    case "DS":
      return { ...owner, type, data: { keyTag: a, algorithm: b, digestType: c, digest: hexFrom(words, 3) } };
    case "TLSA": {
      const data = { usage: a, selector: b, matchingType: c };
      return { ...owner, type, data: { ...data, certificate: hexFrom(words, 3) } };
    }
    case "SSHFP":
      return {
        ...owner,
        type,
        data: { algorithm: a, hash: b, fingerprint: hexFrom(words, 2).toString("hex") },
      };
    default:
      throw new Error(`${owner.name} ${type}: a rehearsal does not serve records of this type.`);
  }
}

/** Hexadecimal digits may be broken into several words. */
function hexFrom(words: readonly string[], start: number): Buffer {
  return Buffer.from(words.slice(start).join(""), "hex");
}

function counted(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function soaData(text: string) {
  const [mname = "", rname = "", ...numbers] = text.split(/\s+/);
  const [serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0] = numbers.map(Number);
  return { mname, rname, serial, refresh, retry, expire, minimum };
}
