import assert from "node:assert/strict";
import { route53Calls } from "../../../../drill/aws/sights/route53Calls";
import { manualClock } from "../../../support/manualClock";
import { fakeClients } from "../fakeClients";

const { signal } = new AbortController();
const checkedAt = new Date("2026-03-01T12:00:00Z");
const observations = {
  HealthCheckObservations: [
    {
      Region: "us-east-1",
      IPAddress: "192.0.2.1",
      StatusReport: { Status: "Success: OK", CheckedTime: checkedAt },
    },
    { Region: "sa-east-1" },
  ],
};
const reports = [
  { region: "us-east-1", status: "Success: OK", checkedAt },
  { region: "sa-east-1", status: "", checkedAt: null },
];

describe("drill/aws/sights/route53Calls", () => {
  it("reads a check, what its checkers have seen and what they last failed with", async () => {
    const { clients, calls } = fakeClients({
      GetHealthCheck: () => ({ HealthCheck: { HealthCheckConfig: { Type: "HTTP" } } }),
      GetHealthCheckStatus: () => observations,
      GetHealthCheckLastFailureReason: () => observations,
    });
    const clock = manualClock();
    const { config, statuses, lastFailures } = route53Calls(clients, clock);
    assert.deepEqual(await config("hc-1", signal), { Type: "HTTP" });
    await clock.advance(0.25);
    assert.deepEqual(await statuses("hc-1", signal), reports);
    await clock.advance(0.25);
    assert.deepEqual(await lastFailures("hc-1", signal), reports);
    const call = {
      service: "route53",
      region: "us-east-1",
      input: { HealthCheckId: "hc-1" },
      hasSignal: true,
    };
    assert.deepEqual(calls, [
      { ...call, command: "GetHealthCheck" },
      { ...call, command: "GetHealthCheckStatus" },
      { ...call, command: "GetHealthCheckLastFailureReason" },
    ]);
  });

  it("makes four calls a second at most, whoever asks", async () => {
    const { clients, calls } = fakeClients({ GetHealthCheckStatus: () => observations });
    const clock = manualClock();
    const { statuses } = route53Calls(clients, clock);
    const asked = Promise.all(Array.from({ length: 5 }, () => statuses("hc-1", signal)));
    await clock.advance(0.9);
    assert.equal(calls.length, 4);
    await clock.advance(0.1);
    assert.equal(calls.length, 5);
    await asked;
  });

  it("ends while it waits for its turn", async () => {
    const { clients, calls } = fakeClients({ GetHealthCheckStatus: () => observations });
    const { statuses } = route53Calls(clients, manualClock());
    await statuses("hc-1", signal);
    const stop = new AbortController();
    const rejected = assert.rejects(statuses("hc-1", stop.signal), { message: "stop" });
    stop.abort(new Error("stop"));
    await rejected;
    assert.equal(calls.length, 1);
  });
});
