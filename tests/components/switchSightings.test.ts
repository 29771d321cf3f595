import assert from "node:assert/strict";
import { type Reports, type Sighting, untilSeenOff } from "../../components/switchSightings";

/** Proves when the wait for a switch's checkers ends, and with what, on a clock that only the wait itself moves. */

const healthCheckId = "hc-switch";
const checkerRegions = ["us-east-1", "eu-west-1", "sa-east-1"] as const;
const absent = "Failure: HTTP Status Code 403, Forbidden. Resolved IP: 192.0.2.1";
const deleted = "Failure: HTTP Status Code 404, Not Found. Resolved IP: 192.0.2.1";
const present = "Success: HTTP Status Code 200, OK. Resolved IP: 192.0.2.1";
const silent = "Failure: Connection timed out.";

/** Two checkers a region, as Route 53 has them. */
const all = (status: string): Sighting[] =>
  [...checkerRegions, ...checkerRegions].map((region) => ({ region, status }));
const one = (status: string, region = "us-east-1"): Sighting => ({ region, status });

/** What the checkers have seen at a second; an Error is a question that Route 53 does not answer. */
type Seen = (atSeconds: number) => readonly Sighting[] | Error;

/** The second at which the wait was over; each question takes none. */
async function readyAt(seen: Seen, settleSeconds = 50): Promise<number> {
  let now = 0;
  const reports: Reports = {
    read: (id) => {
      assert.equal(id, healthCheckId);
      const answer = seen(now);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    sleepSeconds: (seconds) => {
      now += seconds;
      return Promise.resolve();
    },
    nowSeconds: () => now,
  };
  await untilSeenOff({ healthCheckId, checkerRegions, settleSeconds }, reports);
  return now;
}

describe("components/switchSightings", () => {
  it("waits until checkers of every region have seen no object for as long as their opinions need", async () => {
    assert.equal(await readyAt(() => all(absent)), 50);
    assert.equal(await readyAt((at) => (at < 40 ? [] : all(absent))), 90);
  });

  it("does not care which word stands before the status code, nor whether the object was ever there", async () => {
    assert.equal(await readyAt(() => all(absent.replace("Failure", "Success")), 0), 0);
    assert.equal(await readyAt(() => all(deleted), 0), 0);
  });

  it("waits for the last region", async () => {
    const twoRegions = all(absent).filter(({ region }) => region !== "sa-east-1");
    assert.equal(await readyAt((at) => (at < 60 ? twoRegions : all(absent))), 110);
  });

  it("starts anew when one checker sees the object, not when one cannot reach S3", async () => {
    assert.equal(await readyAt((at) => (at === 30 ? [...all(absent), one(present)] : all(absent))), 90);
    assert.equal(await readyAt(() => [...all(absent), one(silent)]), 50);
  });

  it("takes a redirect for the object: it is a success to Route 53", async () => {
    const redirected = one("Success: HTTP Status Code 301, Moved Permanently");
    assert.equal(await readyAt((at) => (at < 20 ? [...all(absent), redirected] : all(absent)), 0), 20);
  });

  it("asks again when Route 53 does not answer", async () => {
    assert.equal(await readyAt((at) => (at < 30 ? new Error("Rate exceeded") : all(absent)), 0), 30);
  });

  it("is ready in the last of 300 seconds, and refuses after it", async () => {
    assert.equal(await readyAt((at) => (at < 250 ? [] : all(absent))), 300);
    await assert.rejects(
      readyAt((at) => (at < 260 ? [] : all(absent))),
      refusal(absent),
    );
  });

  const refusal = (last: string) => ({
    message: `the operator's switch was not seen off by the checkers of health check hc-switch within 300 s; nothing relies on it yet and the PRIMARY record keeps its check. Seen last: ${last}. If the switch is on, turn it off first; then run pulumi up again [switch-seen-off]`,
  });

  it("says what was seen instead", async () => {
    await assert.rejects(
      readyAt(() => [...all(present), one(silent)]),
      refusal(`${silent} | ${present}`),
    );
    await assert.rejects(
      readyAt(() => []),
      refusal("nothing"),
    );
    await assert.rejects(
      readyAt(() => new Error("AccessDenied")),
      refusal("AccessDenied"),
    );
  });
});
