import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { selfSignedCertificate } from "../../../rehearsal/switch/selfSignedCertificate";

describe("rehearsal/switch/selfSignedCertificate", () => {
  it("is what OpenSSL takes for a certificate of that name, signed by its own key, valid for two days", () => {
    const { cert } = selfSignedCertificate("switch.example.org", new Date("2026-11-23T12:34:56Z"));
    const certificate = new X509Certificate(cert);
    assert.equal(certificate.verify(certificate.publicKey), true);
    const { subject, issuer, validFrom, validTo } = certificate;
    assert.deepEqual(
      [subject, issuer, validFrom, validTo],
      [
        "CN=switch.example.org",
        "CN=switch.example.org",
        "Nov 22 12:34:56 2026 GMT",
        "Nov 24 12:34:56 2026 GMT",
      ],
    );
  });

  it("is for a name that is longer than a subject may be, too", () => {
    const name = `${"a".repeat(50)}.s3.us-west-1.amazonaws.com`;
    const { subject, subjectAltName } = new X509Certificate(selfSignedCertificate(name).cert);
    assert.deepEqual([subject, subjectAltName], [`CN=${name.slice(0, 64)}`, `DNS:${name}`]);
  });

  it("has a key of its own each time", () => {
    assert.notEqual(selfSignedCertificate("a").key, selfSignedCertificate("a").key);
  });
});
