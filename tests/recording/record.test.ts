import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { record, recordStack } from "../../recording/record";
import { unknown } from "../../recording/wire";
import { inventory, resourceOf } from "../support/recordings";

/** Proves that a recording shows what Pulumi's mocks alone would hide. */

const bucket = "aws:ec2/eip:Eip";

class Outer extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("website-failover:index:FailoverDns", name, {}, opts);
    new Inner(`${name}-inner`, { parent: this });
    this.registerOutputs({});
  }
}

class Inner extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("website-failover:index:RegionalSite", name, {}, opts);
    new aws.ec2.Eip(`${name}-address`, { domain: "vpc" }, { parent: this, protect: true });
    this.registerOutputs({});
  }
}

describe("recording/record", () => {
  it("gives true URNs, parents and inherited providers through two levels of components", async () => {
    const recording = await record(() => {
      new Outer("outer", { provider: new aws.Provider("ohio", { region: "us-east-2" }) });
    });
    const address = resourceOf(recording, bucket, "outer-inner-address");
    const inner = resourceOf(recording, "website-failover:index:RegionalSite", "outer-inner");
    const types = "website-failover:index:FailoverDns$website-failover:index:RegionalSite$aws:ec2/eip:Eip";
    assert.equal(address.urn, `urn:pulumi:test::website-failover::${types}::outer-inner-address`);
    assert.deepEqual(
      [address.parent, address.provider, address.region, address.protect],
      [inner.urn, "ohio", "us-east-2", true],
    );
  });

  it("shows the default provider as none", async () => {
    const recording = await record(() => {
      new aws.ec2.Eip("stray", {});
    });
    assert.equal(resourceOf(recording, bucket, "stray").provider, null);
  });

  it("names a URN that is registered twice", async () => {
    const { duplicates, errors } = await record(() => {
      new aws.ec2.Eip("twice", {});
      new aws.ec2.Eip("twice", {});
    });
    assert.deepEqual(
      [duplicates, errors],
      [["urn:pulumi:test::website-failover::aws:ec2/eip:Eip::twice"], []],
    );
  });

  it("refuses a type that the model does not know", async () => {
    const { errors } = await record(() => {
      new aws.ec2.KeyPair("door", { publicKey: "" });
    });
    assert.equal(
      errors[0],
      "failed to register new resource door [aws:ec2/keyPair:KeyPair]: the recording's model does not know the type aws:ec2/keyPair:KeyPair: add it to recording/model.ts",
    );
  });

  it("takes a resource's own region before its provider's", async () => {
    const { resources } = await record(() => {
      const provider = new aws.Provider("ireland", { region: "eu-west-1" });
      new aws.sns.Topic("there", {}, { provider });
      new aws.sns.Topic("here", { region: "us-east-1" }, { provider });
    });
    const topics = resources.filter(({ type }) => type === "aws:sns/topic:Topic");
    assert.deepEqual(
      topics.map(({ name, region }) => [name, region]),
      [
        ["here", "us-east-1"],
        ["there", "eu-west-1"],
      ],
    );
  });

  it("refuses a security group's description as EC2 does", async () => {
    const { errors } = await record(() => {
      new aws.ec2.SecurityGroup("group", { description: "the shop's port" });
    });
    assert.equal(
      errors[0],
      'failed to register new resource group [aws:ec2/securityGroup:SecurityGroup]: InvalidParameterValue: invalid security group description "the shop\'s port"',
    );
  });

  it("refuses a look-up that the model does not know", async () => {
    const { errors } = await record(async () => {
      await aws.getCallerIdentity({});
    });
    assert.match(
      errors[0] ?? "",
      /the recording's model does not know the look-up aws:index\/getCallerIdentity:getCallerIdentity: add it to recording\/model.ts/,
    );
  });

  it("reports what the program throws, at once and within an output", async () => {
    const thrown = await record(() => {
      throw new Error("at the top");
    });
    assert.deepEqual(thrown.errors, ["at the top"]);
    const rejected = await record(() => {
      new aws.ec2.Eip("address", {});
      new aws.route53.Zone("zone", { name: Promise.reject(new Error("inside an output")) });
    });
    assert.deepEqual(rejected.errors, ['error serializing property "name": inside an output']);
    assert.deepEqual(inventory(rejected), ["aws:ec2/eip:Eip address -"]);
  });

  it("knows outputs in an update and not in a preview", async () => {
    const program = () => {
      const address = new aws.ec2.Eip("address", {});
      new aws.ec2.EipAssociation("association", { allocationId: address.allocationId });
    };
    const allocationId = async (mode: "update" | "preview") => {
      const recording = await record(program, { mode });
      return resourceOf(recording, "aws:ec2/eipAssociation:EipAssociation", "association").inputs[
        "allocationId"
      ];
    };
    assert.match(String(await allocationId("update")), /^eipalloc-[0-9a-f]{17}$/);
    assert.equal(await allocationId("preview"), unknown);
  });

  it("notes which inputs and outputs are secret, and shows their values", async () => {
    const recording = await record(() => {
      new aws.ec2.Eip("address", { tags: { word: pulumi.secret("open sesame") } });
      return { word: pulumi.secret("open sesame") };
    });
    const { inputs, secretInputs } = resourceOf(recording, bucket, "address");
    assert.deepEqual([inputs["tags"], secretInputs], [{ word: "open sesame" }, ["tags.word"]]);
    assert.deepEqual([recording.outputs, recording.secretOutputs], [{ word: "open sesame" }, ["word"]]);
  });

  it("is the same twice", async () => {
    assert.deepEqual(await recordStack("prod"), await recordStack("prod"));
  });

  it("sees the same resources in a preview as in an update", async () => {
    const [update, preview] = [await recordStack("prod"), await recordStack("prod", { mode: "preview" })];
    assert.deepEqual(inventory(preview), inventory(update));
  });

  it("leaves the process's own rejection listeners as they were", async () => {
    const before = process.listeners("unhandledRejection");
    await record(() => {
      throw new Error("any");
    });
    assert.deepEqual(process.listeners("unhandledRejection"), before);
  });

  it("runs whatever the project's Pulumi.yaml names as its program, with its stack file", async () => {
    const directory = mkdtempSync(join(tmpdir(), "record-"));
    try {
      cpSync(join(__dirname, "../../tsconfig.json"), join(directory, "tsconfig.json"));
      writeFileSync(
        join(directory, "Pulumi.yaml"),
        "name: other\nruntime: nodejs\nmain: program.js\nconfig:\n  other:colour: { type: string, default: red }\n",
      );
      writeFileSync(
        join(directory, "Pulumi.dev.yaml"),
        "config:\n  other:size: { width: 3 }\n  aws:region: us-east-2\n",
      );
      writeFileSync(join(directory, "program.js"), "module.exports = async () => ({ ran: true });\n");
      const { project, stack, config, outputs, errors } = await recordStack("dev", {
        projectDirectory: directory,
      });
      assert.deepEqual(
        { project, stack, config, outputs, errors },
        {
          project: "other",
          stack: "dev",
          config: { "other:colour": "red", "other:size": '{"width":3}', "aws:region": "us-east-2" },
          outputs: { ran: true },
          errors: [],
        },
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
