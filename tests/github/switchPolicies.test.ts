/** The policies that concern the operator's switch alone, compared with what the program registers of one. */
import assert from "node:assert/strict";
import { recordStack } from "../../recording/record";
import { actionsOf, policy } from "./policyFiles";

describe("switch policies", () => {
  it("let a deployment write everything there but the switch itself, and delete nothing", async () => {
    const { resources } = await recordStack("prod");
    const ofSwitch = resources.filter(({ name }) => name.startsWith("switch-"));
    const buckets = ofSwitch.filter(({ type }) => type === "aws:s3/bucket:Bucket");
    const arn = "arn:aws:s3:::failover-switch-${STACK}-${ACCOUNT_ID}-us-west-1-an";
    assert.deepEqual(
      buckets.map(({ inputs }) => `arn:aws:s3:::${String(inputs["bucket"])}`),
      [arn.replace("${STACK}", "prod").replace("${ACCOUNT_ID}", "123456789012")],
    );
    const objects = ofSwitch.filter(({ type }) => type === "aws:s3/bucketObjectv2:BucketObjectv2");
    const { Statement } = policy("deploy-switch");
    assert.deepEqual(
      Statement.map(({ Resource }) => Resource),
      [
        arn,
        objects.map(({ inputs }) => `${arn}/${String(inputs["key"])}`).sort(),
        "arn:aws:route53:::healthcheck/*",
      ],
    );
    assert.deepEqual(Statement.slice(2).flatMap(actionsOf), ["route53:GetHealthCheckStatus"]);
    assert.deepEqual(
      Statement.flatMap(actionsOf).filter((action) => action.includes("Delete")),
      [],
    );
  });

  it("let an operator turn the switch and read beside it, and no more", () => {
    assert.deepEqual(
      policy("operate-switch").Statement.map((entry) => [
        actionsOf(entry),
        [entry.Resource].flat().map((arn) => arn?.split("/")[1]),
      ]),
      [
        [["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], ["force-backup"]],
        [["s3:GetObject"], ["switch-ready", "topology.json"]],
      ],
    );
  });
});
