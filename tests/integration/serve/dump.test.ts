/** Two dumps of the AWS CLI, served. */
import assert from "node:assert/strict";
import { dumpFolder } from "../../cli/answerDumps";
import { dig, served } from "./served";

describe("failover serve --records --checks", () => {
  const { pathOf, remove } = dumpFolder();
  after(remove);

  it("serves the zone in the stated health, and a SIGTERM is a normal end", async () => {
    const files = ["--records", pathOf("zone.json"), "--checks", pathOf("checks.json")];
    const serving = await served(...files, "--status", "hc-1=unhealthy", "--status", "hc-2=healthy");
    const www = await dig(serving.dns, "www.example.com", "A");
    assert.deepEqual(www, {
      status: "NOERROR",
      flags: "qr aa",
      records: ["www.example.com. 20 IN A 198.51.100.20"],
    });
    assert.deepEqual(await dig(serving.dns, "app.example.com", "A"), {
      status: "SERVFAIL",
      flags: "qr",
      records: [],
    });
    const warning =
      "warning: app.example.com. A (lb) is answered with SERVFAIL: its alias leads out of the zone, to lb.elb.amazonaws.com.\n";
    assert.deepEqual(await serving.end("SIGTERM"), { exitCode: 0, complaints: warning });
  });
});
