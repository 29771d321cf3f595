import assert from "node:assert/strict";
import { siteContentPolicy } from "../../components/siteContentPolicy";
import { record } from "../../recording/record";

const site = { stack: "prod", accountId: "123456789012", region: "eu-west-1" };
const readContent = {
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: [
    "arn:aws:s3:::shop-content-prod-123456789012-eu-west-1/current.json",
    "arn:aws:s3:::shop-content-prod-123456789012-eu-west-1/releases/*",
  ],
  Condition: { StringEquals: { "aws:ResourceAccount": "123456789012" } },
};

async function policyOf(tables: readonly string[]): Promise<unknown> {
  const { outputs } = await record(() => ({ policy: siteContentPolicy({ ...site, tables }) }), {
    stack: "prod",
  });
  return outputs["policy"];
}

describe("components/siteContentPolicy", () => {
  it("lets a site read what is published in its own region", async () => {
    assert.deepEqual(await policyOf([]), { Version: "2012-10-17", Statement: [readContent] });
  });

  it("lets a site use the tables in its own region, item by item", async () => {
    assert.deepEqual(await policyOf(["orders", "carts"]), {
      Version: "2012-10-17",
      Statement: [
        readContent,
        {
          Effect: "Allow",
          Action: [
            "dynamodb:BatchGetItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
          ],
          Resource: [
            "arn:aws:dynamodb:eu-west-1:123456789012:table/website-failover-prod-orders",
            "arn:aws:dynamodb:eu-west-1:123456789012:table/website-failover-prod-carts",
          ],
        },
      ],
    });
  });
});
