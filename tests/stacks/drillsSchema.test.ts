import assert from "node:assert/strict";
import { problemsWith, settingsWith } from "../support/stackSettings";

/** Proves which drills a stack file may ask for, with the whole text that ops will read. */
describe("stacks/drillsSchema", () => {
  const watched = { siteWatcher: { enabled: true }, monitoring: { emails: ["ops@example.com"] } };
  const problemsOf = (changes: object) => problemsWith({ ...watched, drills: { enabled: true, ...changes } });

  it("drills not at all unless it is told to", () => {
    assert.equal(settingsWith({}).drills, null);
    assert.equal(settingsWith({ drills: { timeZone: "Europe/Berlin" } }).drills, null);
  });

  it("drills on the first Tuesday of the month, and waits 35 days for a success", () => {
    assert.deepEqual(settingsWith({ ...watched, drills: { enabled: true } }).drills, {
      accountId: "123456789012",
      scheduleExpression: "cron(0 9 ? * 3#1 *)",
      timeZone: "UTC",
      maxAgeDays: 35,
    });
  });

  it("takes what is written", () => {
    const written = { enabled: true, schedule: "rate(7 days)", timeZone: "Asia/Tokyo", maxAgeDays: 8 };
    assert.deepEqual(settingsWith({ ...watched, drills: written }).drills, {
      accountId: "123456789012",
      scheduleExpression: "rate(7 days)",
      timeZone: "Asia/Tokyo",
      maxAgeDays: 8,
    });
  });

  for (const schedule of ["rate(1 day)", "cron(0/30 9-17 1,15 JAN-MAR ? 2026)"]) {
    it(`accepts the schedule ${schedule}`, () => {
      assert.deepEqual(problemsOf({ schedule }), []);
    });
  }

  const refusedSchedules = [
    ...["", "cron(30 6 ? * TUE)", "cron(30 6 ? * TUE * *)", "30 6 ? * TUE *"],
    ...["rate(0 days)", "rate(12 hours)", "at(2026-11-23T06:30:00)"],
  ];
  for (const schedule of refusedSchedules) {
    it(`refuses the schedule "${schedule}"`, () => {
      assert.deepEqual(problemsOf({ schedule }), [
        `drills.schedule: is "${schedule}", but must be cron(…) with six fields or rate(… days); for example schedule: cron(30 6 ? * TUE *) [allowed-value]`,
      ]);
    });
  }

  for (const timeZone of ["", "+01:00", "Europe/Atlantis"]) {
    it(`refuses the time zone "${timeZone}"`, () => {
      assert.deepEqual(problemsOf({ timeZone }), [
        `drills.timeZone: is "${timeZone}", but must be a name of the IANA database such as Europe/Berlin; for example timeZone: Europe/Berlin [allowed-value]`,
      ]);
    });
  }

  it("waits from 1 to 120 days", () => {
    for (const maxAgeDays of [1, 120]) assert.deepEqual(problemsOf({ maxAgeDays }), []);
    for (const maxAgeDays of [0, 121, 1.5]) {
      assert.deepEqual(problemsOf({ maxAgeDays }), [
        `drills.maxAgeDays: is ${maxAgeDays}, but must be a whole number from 1 to 120; for example maxAgeDays: 35 [allowed-value]`,
      ]);
    }
  });
});
