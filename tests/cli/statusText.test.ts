import assert from "node:assert/strict";
import { statusText } from "../../cli/statusText";
import { overrideNoteText } from "../../drill/aws/overrideNote";
import { lookAtStack } from "../../drill/aws/sights/lookAtStack";
import { sampleTopology } from "../drill/aws/sampleTopology";
import { fakeNow, fakeWorld, reports, type FakeWorld } from "../drill/aws/sights/fakeWorld";

async function told(world: FakeWorld): Promise<string> {
  const found = { topology: sampleTopology(), from: "outputs.json" };
  return statusText(await lookAtStack(found, world, [], new AbortController().signal));
}

describe("cli/statusText", () => {
  it("tells a stack that is well", async () => {
    assert.equal(
      await told(fakeWorld()),
      `www.example.com, stack prod, account 123456789012; its parts by outputs.json

SITES
  primary  us-east-1  192.0.2.10   healthy  200, content v1
  backup   us-west-1  192.0.2.186  healthy  200, content v1

CHECKS
  the primary's check                  healthy  16 of 16 checkers see it healthy
  the backup's check                   healthy  16 of 16 checkers see it healthy
  the switch's check                   healthy  0 of 16 checkers see it healthy, inverted
  the primary's check with the switch  healthy

ANSWERS
  name server ns-1.example.net  192.0.2.10  the primary
  name server ns-2.example.net  192.0.2.10  the primary
  this machine's resolver       192.0.2.10  the primary

SWITCH
  off; readable by checkers: yes

ALARMS
  none is raised, every subscription is confirmed

DRILLS
  none is known

WELL: everything is healthy, and known.
`,
    );
  });

  it("tells a check of which no checker reports", async () => {
    const world = fakeWorld();
    world.statuses["hc-backup"] = [];
    assert.match(await told(world), /^ {2}the backup's check +unknown +no checker reports$/m);
  });

  it("tells what is amiss, why, and what was not seen", async () => {
    const world = fakeWorld();
    const { fqdn } = sampleTopology().operatorSwitch;
    const topic = "arn:aws:sns:us-west-1:123456789012:alarms";
    const by = "arn:aws:iam::123456789012:user/alice";
    world.pages["192.0.2.10 /healthz"] = "connect ECONNREFUSED 192.0.2.10:80";
    world.pages[`${fqdn} /force-backup`] = { status: 200, body: "go-to-the-backup\n" };
    world.bucket["override.json"] = overrideNoteText({
      by,
      since: "2026-03-01T10:00:00.000Z",
      reason: "us-east-1 \u001b[31m fails",
      until: "2026-03-01T11:00:00.000Z",
      endedAt: null,
      endedBy: null,
    });
    world.bucket["drills/journal.json"] = "{}";
    world.statuses["hc-primary"] = reports("Success: HTTP Status Code 200, OK", 14);
    world.failures["hc-primary"] = [
      { region: "us-east-1", status: "Failure: Connection refused.", checkedAt: new Date(fakeNow) },
    ];
    world.statuses["hc-switch"] = reports("Success: HTTP Status Code 200, OK");
    world.addresses["ns-1.example.net"] = ["192.0.2.186"];
    world.addresses["ns-2.example.net"] = "queryA ETIMEOUT";
    world.alarms["us-east-1 primary-unhealthy"] = "ALARM";
    world.unconfirmed[topic] = ["ops@example.com"];
    assert.equal(
      await told(world),
      `www.example.com, stack prod, account 123456789012; its parts by outputs.json

SITES
  primary  us-east-1  192.0.2.10   UNHEALTHY  no answer: connect ECONNREFUSED 192.0.2.10:80
  backup   us-west-1  192.0.2.186  healthy    200, content v1

CHECKS
  the primary's check                  UNHEALTHY  2 of 16 checkers see it healthy
                                                  unhealthy from ap-northeast-1, ap-southeast-1, ap-southeast-2, eu-west-1, us-east-1, us-west-1, us-west-2
                                                  last failure, us-east-1: Failure: Connection refused.
  the backup's check                   healthy    16 of 16 checkers see it healthy
  the switch's check                   UNHEALTHY  16 of 16 checkers see it healthy, inverted
  the primary's check with the switch  UNHEALTHY

ANSWERS
  name server ns-1.example.net  192.0.2.186  the backup
  name server ns-2.example.net  unknown
  this machine's resolver       192.0.2.10   the primary

SWITCH
  ON; readable by checkers: yes
  since 2026-03-01T10:00:00.000Z, until 2026-03-01T11:00:00.000Z: LEFT OVER
  by ${by}: us-east-1 \u{fffd}[31m fails

ALARMS
  ALARM        us-east-1  primary-unhealthy
  UNCONFIRMED  us-west-1  mails to ops@example.com

DRILLS
  none is known

FINDINGS
  The primary is unhealthy at 192.0.2.10: no answer: connect ECONNREFUSED 192.0.2.10:80.
  The primary's check is unhealthy: 2 of 16 checkers see its endpoint healthy.
  The switch's check is unhealthy: 16 of 16 checkers see its endpoint healthy.
  The primary's check with the switch is unhealthy.
  Name server ns-1.example.net answers www.example.com with 192.0.2.186, the backup.
  The switch is on since 2026-03-01T10:00:00.000Z, by ${by}: us-east-1 \u{fffd}[31m fails.
  The switch is left over: it should have been off by 2026-03-01T11:00:00.000Z.
  The alarm primary-unhealthy in us-east-1 is ALARM.
  ops@example.com has not confirmed its subscription to ${topic}.

NOT SEEN
  name server ns-2.example.net: queryA ETIMEOUT
  the drills' journal: drills/journal.json is no journal

NOT WELL: 9 findings, 2 things not seen.
`,
    );
  });
});
