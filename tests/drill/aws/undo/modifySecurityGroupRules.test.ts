import assert from "node:assert/strict";
import { blockHttp } from "../../../../drill/aws/faults/blockHttp";
import {
  modifySecurityGroupRules,
  nobody,
  ruleUpdate,
} from "../../../../drill/aws/undo/modifySecurityGroupRules";
import { fakeClients } from "../fakeClients";
import { topology, undoCalls } from "../sampleDrill";

const asItWas = {
  IpProtocol: "tcp",
  FromPort: 80,
  ToPort: 80,
  CidrIpv4: "0.0.0.0/0",
  Description: "Shoppers and health checkers",
};
const readBackWith = (rules: readonly object[], call = undoCalls["block-http"]) =>
  modifySecurityGroupRules(call).readBack(fakeClients(() => ({ SecurityGroupRules: rules })).clients, null);

describe("drill/aws/undo/modifySecurityGroupRules", () => {
  it("takes the rule for undone when all of it is as it was", async () => {
    assert.equal(await readBackWith([asItWas]), "undone");
  });

  for (const [change, progress] of [
    [{ CidrIpv4: nobody }, "standing"],
    [{ CidrIpv4: nobody, Description: undefined }, "standing"],
    [{ IpProtocol: "-1" }, "changed"],
    [{ FromPort: 79 }, "changed"],
    [{ ToPort: 81 }, "changed"],
    [{ CidrIpv4: "192.0.2.0/32" }, "changed"],
    [{ CidrIpv4: undefined, PrefixListId: "pl-0a1b2c3d" }, "changed"],
    [{ Description: undefined }, "changed"],
  ] as const) {
    it(`takes it for ${progress} with ${JSON.stringify(change)}`, async () => {
      assert.equal(await readBackWith([{ ...asItWas, ...change }]), progress);
    });
  }

  it("knows the address that a drill lets in", async () => {
    const { clients, calls } = fakeClients(() => ({ SecurityGroupRules: [asItWas] }));
    await (await blockHttp.aimAt(topology, clients)).inflict(new AbortController().signal);
    const { input } = calls.at(-1)!;
    assert.deepEqual(input, { ...ruleUpdate(undoCalls["block-http"], nobody), DryRun: false });
    assert.equal(nobody, "192.0.2.1/32");
  });

  it("takes no description for an empty one, and sends none", async () => {
    const call = { ...undoCalls["block-http"], description: "" } as const;
    const { clients } = fakeClients(() => ({
      SecurityGroupRules: [{ ...asItWas, Description: undefined }],
    }));
    assert.equal(await modifySecurityGroupRules(call).readBack(clients, null), "undone");
    assert.deepEqual(ruleUpdate(call, "198.51.100.0/24"), {
      GroupId: "sg-0a1b2c3d4e5f60718",
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: "sgr-0a1b2c3d4e5f60718",
          SecurityGroupRule: { IpProtocol: "tcp", FromPort: 80, ToPort: 80, CidrIpv4: "198.51.100.0/24" },
        },
      ],
    });
  });

  it("says of a rule that is not there that nothing brings it back", async () => {
    await assert.rejects(readBackWith([]), {
      name: "GoneError",
      message: "the rule sgr-0a1b2c3d4e5f60718 of sg-0a1b2c3d4e5f60718 is not there",
    });
  });
});
