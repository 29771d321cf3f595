/** A certificate for a server: Route 53's checkers do not verify one, and others can be told to trust it. */
import { generateKeyPairSync, sign } from "node:crypto";

/** A private key and the certificate for it, both PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * A new key, and a certificate for the DNS name `name` (ASCII) that it signs itself: X.509 version 3 (RFC 5280, 4.1),
 * valid for two days around `now`. Its subject is no longer than the 64 characters that RFC 5280 allows.
 */
export function selfSignedCertificate(name: string, now = new Date()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(der(tags.objectIdentifier, ecdsaWithSha256));
  const holder = nameOf(name.slice(0, 64));
  const content = sequence(
    der(tags.version, der(tags.integer, Buffer.from([version3]))),
    der(tags.integer, Buffer.from([1])),
    algorithm,
    holder,
    sequence(utcTime(now, -1), utcTime(now, 1)),
    holder,
    publicKey.export({ type: "spki", format: "der" }),
    der(tags.extensions, sequence(alternativeName(name))),
  );
  // A bit string begins with the number of bits that it leaves unused.
  const signature = der(tags.bitString, Buffer.from([0]), sign("sha256", content, privateKey));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: pem(sequence(content, algorithm, signature)),
  };
}

const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  /** Of a GeneralName (RFC 5280, 4.2.1.6). */
  dnsName: 0x82,
  /** Of a TBSCertificate (RFC 5280, 4.1). */
  version: 0xa0,
  extensions: 0xa3,
} as const;

const version3 = 2;

/** 1.2.840.10045.4.3.2 (RFC 5758, 3.2). */
const ecdsaWithSha256 = Buffer.from("2a8648ce3d040302", "hex");
/** 2.5.4.3 (RFC 5280, appendix A.1). */
const commonName = Buffer.from("550403", "hex");

/** 2.5.29.17 (RFC 5280, 4.2.1.6). */
const subjectAltName = Buffer.from("551d11", "hex");

function alternativeName(name: string): Buffer {
  const names = sequence(der(tags.dnsName, Buffer.from(name)));
  return sequence(der(tags.objectIdentifier, subjectAltName), der(tags.octetString, names));
}

function nameOf(name: string): Buffer {
  const attribute = sequence(der(tags.objectIdentifier, commonName), der(tags.utf8String, Buffer.from(name)));
  return sequence(der(tags.set, attribute));
}

function utcTime(now: Date, days: number): Buffer {
  const iso = new Date(now.getTime() + days * 86_400_000).toISOString();
  return der(tags.utcTime, Buffer.from(`${iso.slice(2, 19).replace(/\D/g, "")}Z`));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(tags.sequence, ...parts);
}

/** One value in DER: tag, length (in its long form from 128 on), content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), content]);
}

function pem(content: Buffer): string {
  const lines = content.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
