import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { DrillSchedule, type DrillScheduleArgs } from "../../components/drillSchedule";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { assertSound } from "../support/recordings";

/** Proves that a DrillSchedule refuses what cannot be right, and takes each limit itself. */

const args: DrillScheduleArgs = {
  accountId: "210987654321",
  dns: { sites: [{ role: "primary", region: "eu-west-1", instanceId: "i-0123456789abcdef0" }] },
  scheduleExpression: "cron(30 6 ? * TUE *)",
  timeZone: "UTC",
  maxAgeDays: 35,
};

function recordSchedule(changes: object, stack = "prod"): Promise<Recording> {
  const program = () => {
    const provider = new aws.Provider("ireland", { region: "eu-west-1" });
    new DrillSchedule("drill", { ...args, ...changes }, { provider });
  };
  return record(program, { stack });
}

/** `website-failover-`, the stack and `-drill`. */
const stackFor = (nameLength: number) => "s".repeat(nameLength - 23);

describe("components/drillScheduleArgs", () => {
  const refusedExpressions = [
    ...["", "cron(30 6 ? * TUE)", "cron(30 6 ? * TUE * *)", "cron(30 6 ? * TUE *", "30 6 ? * TUE *"],
    ...["rate(0 days)", "rate(12 hours)", "rate(1 minute)", "rate(day)"],
    ...["at(2026-11-23T06:30:00)", "cron(30 6 ? * TUE *) "],
  ];
  const refusedZones = ["", "+01:00", "Europe/Atlantis", "Stockholm time"];
  const mistakes: [title: string, changes: object, problem: string][] = [
    [
      "an account of 11 digits",
      { accountId: "12345678901" },
      'accountId is "12345678901", but must have 12 digits',
    ],
    [
      "the backup",
      { dns: { sites: [{ ...args.dns.sites[0], role: "backup" }] } },
      "the first of dns.sites is the backup, but must be the primary, which a drill breaks",
    ],
    ...refusedExpressions.map((scheduleExpression): [string, object, string] => [
      `the expression "${scheduleExpression}"`,
      { scheduleExpression },
      `scheduleExpression is "${scheduleExpression}", but must be cron(…) with six fields or rate(… days)`,
    ]),
    ...refusedZones.map((timeZone): [string, object, string] => [
      `the time zone "${timeZone}"`,
      { timeZone },
      `timeZone is "${timeZone}", but must be a name of the IANA database, such as Europe/Berlin`,
    ]),
    [
      "two mistakes",
      { accountId: "1", timeZone: "+01:00" },
      'accountId is "1", but must have 12 digits; timeZone is "+01:00", but must be a name of the IANA database, such as Europe/Berlin',
    ],
  ];
  for (const [title, changes, problem] of mistakes) {
    it(`refuses ${title} before it registers anything`, async () => {
      const { errors, resources } = await recordSchedule(changes);
      assert.deepEqual(
        [errors, resources.map(({ name }) => name)],
        [[`DrillSchedule "drill": ${problem}`], ["ireland"]],
      );
    });
  }

  it("refuses a schedule's name of 65 characters", async () => {
    const { errors } = await recordSchedule({}, stackFor(65));
    assert.deepEqual(errors, [
      `DrillSchedule "drill": "website-failover-${stackFor(65)}-drill" has 65 characters, but a schedule's name at most 64; let the stack's name be short`,
    ]);
  });

  it("accepts a name of 64 characters", async () => {
    assertSound(await recordSchedule({}, stackFor(64)));
  });

  for (const scheduleExpression of ["rate(1 day)", "rate(7 days)", "cron(0/30 9-17 1,15 JAN-MAR ? 2026)"]) {
    it(`accepts ${scheduleExpression}`, async () => {
      assertSound(await recordSchedule({ scheduleExpression }));
    });
  }

  for (const timeZone of ["Etc/UTC", "America/Argentina/Buenos_Aires"]) {
    it(`accepts ${timeZone}`, async () => {
      assertSound(await recordSchedule({ timeZone }));
    });
  }
});
