import assert from "node:assert/strict";
import { stopReason } from "../../../drill/aws/stopConditions";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { shopTopology } from "../../support/shopTopology";

const watched = { stack: shopTopology, nameServers: ["ns-1"], resolvers: ["first", "second"] };

const direct = (site: "primary" | "backup", startedAtSeconds: number): RehearsalEvent => ({
  event: "direct",
  atSeconds: startedAtSeconds + 4,
  startedAtSeconds,
  site,
  passed: false,
  reason: "no answer within 4 s",
});

const answer = (server: string, atSeconds: number, address: string): RehearsalEvent => ({
  event: "answer",
  atSeconds,
  observer: "resolver",
  server,
  name: "www.example.com.",
  type: "A",
  rcode: "NOERROR",
  addresses: [address],
  wireTtlSeconds: 20,
});

const failedPage = (startedAtSeconds: number): RehearsalEvent => ({
  event: "page",
  atSeconds: startedAtSeconds + 3,
  startedAtSeconds,
  shopper: "fresh",
  isServed: false,
  site: null,
  detail: "no connection within 3 s",
});

const backupCheck = (healthy: boolean): RehearsalEvent => ({
  event: "check",
  atSeconds: 12,
  checkId: "hc-backup",
  healthy,
  healthyCheckers: healthy ? 3 : 2,
  checkers: 16,
});

const noPage = "A shopper at the backup gets no page: no connection within 3 s.";

describe("drill/aws/stopConditions", () => {
  for (const [what, events, reason] of [
    ["nothing has happened", [], null],
    ["the primary fails, as it should", [direct("primary", 11)], null],
    ["the backup failed a probe before", [direct("backup", 9)], null],
    [
      "the backup fails a probe",
      [direct("backup", 10)],
      "The backup has failed a direct probe: no answer within 4 s.",
    ],
    ["the backup's check is healthy", [backupCheck(true)], null],
    ["the backup's check turns", [backupCheck(false)], "The backup's check has turned unhealthy."],
    [
      "a shopper who was sent to the primary gets no page",
      [answer("first", 1, "192.0.2.10"), failedPage(11), answer("first", 12, "198.51.100.20")],
      null,
    ],
    [
      "a shopper who was sent to the backup gets no page",
      [answer("first", 12, "198.51.100.20"), failedPage(12)],
      noPage,
    ],
    [
      "another resolver than the shoppers' has moved",
      [answer("first", 1, "192.0.2.10"), answer("second", 12, "198.51.100.20"), failedPage(13)],
      null,
    ],
  ] as const) {
    it(`${reason === null ? "goes on" : "stops"} when ${what}`, () => {
      assert.equal(stopReason(events, watched, 10), reason);
    });
  }
});
