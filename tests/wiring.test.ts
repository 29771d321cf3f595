import assert from "node:assert/strict";
import { recordStack } from "../recording/record";
import type { Recording } from "../recording/recording";
import { stackTopology } from "../recording/stackTopology";
import { answer, indexZone } from "../route53/answer";
import { healthOfChecks, type Observation } from "../route53/healthCheck";
import { brokenWiring } from "./support/wiring";
import { mutate, mutations, rehearse } from "./support/wiringMutations";

/**
 * Breaks the recorded wiring of the prod stack, one thing at a time. Proves for each break which assertion on the
 * wiring catches it, and for three of them that the rehearsal fails: it really follows the program. The integration
 * tests rehearse every break that shoppers would feel.
 */

/** By whether the primary is up, the backup is up, the switch is on: who answers. */
const truthTable = [
  [true, true, false, "primary"],
  [true, false, false, "primary"],
  [false, true, false, "backup"],
  [false, false, false, "primary"],
  [true, true, true, "backup"],
  // With nothing healthy to choose, Route 53 answers with the PRIMARY, whatever the operator wants.
  [true, false, true, "primary"],
  [false, true, true, "backup"],
  [false, false, true, "primary"],
] as const;

const rehearsedHere = [
  "PRIMARY has no health check",
  "one check serves both sites",
  "the address records live for 300 s where 20 were promised",
];

describe("the wiring, broken one thing at a time", () => {
  const expected = { hostname: "www", suffix: "", interval: 10 };
  let recording: Recording;
  before(async () => {
    recording = await recordStack("prod");
  });

  it("is whole to begin with", () => {
    assert.deepEqual(brokenWiring(recording, expected), []);
  });

  for (const mutation of mutations) {
    it(`${mutation.title}: caught by an assertion`, () => {
      assert.deepEqual(brokenWiring(mutate(recording, mutation), expected), mutation.caughtBy);
    });
  }

  it("is refused before a rehearsal where Route 53 would not take the zone, and there alone", () => {
    const refused = mutations.filter((mutation) => {
      try {
        stackTopology(mutate(recording, mutation));
        return false;
      } catch {
        return true;
      }
    });
    assert.deepEqual(
      refused,
      mutations.filter(({ rehearsal }) => rehearsal === "refused"),
    );
    assert.deepEqual(
      refused.map(({ title }) => title),
      ["PRIMARY's alias points into another zone"],
    );
  });

  it("answers by the truth table of the two sites and the operator's switch", () => {
    const { zone, healthChecks, record, sites, operatorSwitch } = stackTopology(recording);
    const addressOf = (role: string) => sites.find((site) => site.role === role)?.publicIp;
    const checkOf = (role: string) =>
      healthChecks.find(({ HealthCheckConfig: { IPAddress: address } }) => address === addressOf(role))?.Id ??
      "";
    const answers = truthTable.map(([isPrimaryUp, isBackupUp, isSwitchOn]) => {
      const observed = new Map<string, Observation>([
        [checkOf("primary"), { kind: "status", isHealthy: isPrimaryUp }],
        [checkOf("backup"), { kind: "status", isHealthy: isBackupUp }],
        [operatorSwitch?.healthCheckId ?? "", { kind: "status", isHealthy: isSwitchOn }],
      ]);
      const outcomes = answer(indexZone(zone), healthOfChecks(healthChecks)(observed), record);
      return outcomes.flatMap((outcome) => outcome.answers.map(({ data }) => data));
    });
    assert.deepEqual(
      answers,
      truthTable.map(([, , , role]) => [addressOf(role)]),
    );
  });

  it("passes its rehearsal when whole, and fails it when broken", async () => {
    const broken = mutations.filter(({ title }) => rehearsedHere.includes(title));
    const recordings = [recording, ...broken.map((mutation) => mutate(recording, mutation))];
    // At once, on addresses of their own: a rehearsal mostly waits.
    assert.deepEqual(await Promise.all(recordings.map(rehearse)), ["pass", "fail", "fail", "fail"]);
  }).timeout(180_000);
});
