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

  it("has a key of its own each time", () => {
    assert.notEqual(selfSignedCertificate("a").key, selfSignedCertificate("a").key);
  });
});
