import assert from "node:assert/strict";
import { cloudWatchCalls } from "../../../../drill/aws/sights/cloudWatchCalls";
import { fakeClients } from "../fakeClients";

const { signal } = new AbortController();

describe("drill/aws/sights/cloudWatchCalls", () => {
  it("describes alarms of both kinds, a hundred at a time", async () => {
    const { clients, calls } = fakeClients({
      DescribeAlarms: ({ AlarmNames: names }) => {
        const [first = "", second = ""] = names as string[];
        return {
          MetricAlarms: [{ AlarmName: first, StateValue: "OK" }],
          CompositeAlarms: second === "" ? [] : [{ AlarmName: second, StateValue: "ALARM" }],
        };
      },
    });
    const names = Array.from({ length: 101 }, (_, at) => `alarm-${at}`);
    assert.deepEqual(await cloudWatchCalls(clients).alarmStates("us-east-1", names, signal), [
      { name: "alarm-0", state: "OK" },
      { name: "alarm-1", state: "ALARM" },
      { name: "alarm-100", state: "OK" },
    ]);
    const AlarmTypes = ["MetricAlarm", "CompositeAlarm"];
    const call = { service: "cloudWatch", region: "us-east-1", command: "DescribeAlarms", hasSignal: true };
    assert.deepEqual(calls, [
      { ...call, input: { AlarmNames: names.slice(0, 100), AlarmTypes } },
      { ...call, input: { AlarmNames: ["alarm-100"], AlarmTypes } },
    ]);
  });
});
