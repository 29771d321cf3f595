import assert from "node:assert/strict";
import { reachOf } from "../../cli/awsReach";
import { sampleTopology } from "../drill/aws/sampleTopology";

const topology = sampleTopology();
const { fqdn } = topology.operatorSwitch;

describe("cli/awsReach", () => {
  it("is the internet by default: nothing stands in, the zone's name servers, this machine's resolver", () => {
    const { standIn, nameServers, resolvers } = reachOf({}, topology);
    assert.deepEqual([standIn("192.0.2.10", 80), nameServers, resolvers], [null, null, [null]]);
  });

  it("is what the flags say", () => {
    const map = { "192.0.2.10": "127.0.0.1:8080", [fqdn]: "localhost:5000" };
    const flags = { map, nameServer: "127.0.0.1:5300", resolver: ["127.0.0.1:5301"] };
    const { standIn, nameServers, resolvers } = reachOf(flags, topology);
    assert.deepEqual(standIn("192.0.2.10", 80), { address: "127.0.0.1", port: 8080 });
    assert.deepEqual(standIn(fqdn, 443), { address: "127.0.0.1", port: 5000 });
    assert.equal(standIn("192.0.2.186", 80), null);
    assert.deepEqual([nameServers, resolvers], [["127.0.0.1:5300"], ["127.0.0.1:5301"]]);
  });

  it("refuses a map of what the stack does not have, and one that leads off this machine", () => {
    assert.throws(() => reachOf({ map: { "192.0.2.1": "127.0.0.1:1" } }, topology), {
      name: "UserError",
      message: `--map 192.0.2.1: the stack has no such address. It has 192.0.2.10, 192.0.2.186, ${fqdn}.`,
    });
    assert.throws(() => reachOf({ map: { "192.0.2.10": "192.0.2.1:80" } }, topology), {
      name: "UserError",
      message: /^--map 192\.0\.2\.10: it must be 127\.x\.x\.x or localhost, /,
    });
  });
});
