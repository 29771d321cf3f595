import assert from "node:assert/strict";
import { modifySecurityGroupRules, ruleUpdate } from "../../../../drill/aws/undo/modifySecurityGroupRules";
import { undoCalls } from "../sampleDrill";
import { scriptedClients } from "../scriptedClients";

const asItWas = {
  IpProtocol: "tcp",
  FromPort: 80,
  ToPort: 80,
  CidrIpv4: "0.0.0.0/0",
  Description: "Shoppers and health checkers",
};
const readBackWith = (rules: readonly object[], call = undoCalls["block-http"]) =>
  modifySecurityGroupRules(call).readBack(
    scriptedClients(() => ({ SecurityGroupRules: rules })).clients,
    null,
  );

describe("drill/aws/undo/modifySecurityGroupRules", () => {
  it("takes the rule for undone when all of it is as it was", async () => {
    assert.equal(await readBackWith([asItWas]), "undone");
  });

  for (const change of [
    { IpProtocol: "-1" },
    { FromPort: 79 },
    { ToPort: 81 },
    { CidrIpv4: "192.0.2.1/32" },
    { Description: undefined },
  ]) {
    it(`does not with ${JSON.stringify(change)}`, async () => {
      assert.equal(await readBackWith([{ ...asItWas, ...change }]), "standing");
    });
  }

  it("takes no description for an empty one, and sends none", async () => {
    const call = { ...undoCalls["block-http"], description: "" } as const;
    const { clients } = scriptedClients(() => ({
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
