import assert from "node:assert/strict";
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { Routes } from "../../rehearsal/loopback";
import { newPartitions } from "../../rehearsal/partitions";

const home = { address: "127.1.1.1", port: 4001 };
const closed = { address: "127.3.3.3", port: 4003 };
const routes: Routes = (publicIp, port) => (publicIp === "192.0.2.10" && port === 80 ? home : closed);

const primary = { publicIp: "192.0.2.10" };

describe("newPartitions", function () {
  this.timeout(10_000);

  it("lets attempts from the regions that are cut off hang, and no others, until all are joined again", async () => {
    const partitions = newPartitions(routes, () => "127.0.0.1");
    const ways = () =>
      ["us-east-1", "eu-west-1"].map((region) => partitions.routes("192.0.2.10", 80, region));
    assert.deepEqual(ways(), [home, home]);
    await partitions.cutOff(primary, ["eu-west-1"]);
    try {
      const [open, cut] = ways();
      assert.deepEqual(open, home);
      const attempt = connect({ host: cut!.address, port: cut!.port }).on("error", () => undefined);
      await setTimeout(100);
      assert.equal(attempt.connecting, true);
      attempt.destroy();
      assert.deepEqual(partitions.routes("198.51.100.20", 80, "eu-west-1"), closed);
      await partitions.cutOff(primary, []);
      assert.deepEqual(ways(), [home, home]);
    } finally {
      await partitions.close();
    }
  });

  it("has nothing to close where there was no partition", async () => {
    await newPartitions(routes, () => "127.0.0.1").close();
  });

  it("tells of a partition that does not come about, and has nothing to close then", async () => {
    const partitions = newPartitions(routes, () => "192.0.2.10");
    await assert.rejects(partitions.cutOff(primary, ["eu-west-1"]), { code: "EADDRNOTAVAIL" });
    await partitions.close();
  });
});
