import assert from "node:assert/strict";
import { refusals } from "../../route53/refusals";
import { address, alias, zoneOf } from "./zones";

describe("refusals", () => {
  it("has nothing against a failover pair of aliases", () => {
    const zone = zoneOf(
      alias("www", "primary", { SetIdentifier: "p", Failover: "PRIMARY", HealthCheckId: "hc" }),
      alias("WWW", "Backup", { SetIdentifier: "s", Failover: "SECONDARY" }),
      address("primary", "192.0.2.1"),
      address("backup", "192.0.2.2"),
    );
    assert.deepEqual(refusals(zone), []);
  });

  it("names the record set of every refusal, of all sets at once", () => {
    const zone = zoneOf(
      address("www", "192.0.2.1", { SetIdentifier: "p", Failover: "PRIMARY" }),
      address("www", "192.0.2.2", { SetIdentifier: "p", Failover: "SECONDARY" }),
      alias("loop", "loop"),
    );
    assert.deepEqual(refusals(zone), [
      "www.example.com. A (p): A non-alias primary ResourceRecordSet must have an associated health check.",
      "www.example.com. A (p): Tried to create resource record set [name='www.example.com.', type='A', SetIdentifier='p'] but it already exists",
      "loop.example.com. A: alias leads back to itself: loop.example.com. A -> loop.example.com. A.",
    ]);
  });
});
