import assert from "node:assert/strict";
import { awsClients } from "../../../drill/aws/clients";

describe("drill/aws/clients", () => {
  afterEach(() => {
    Reflect.deleteProperty(process.env, "AWS_ENDPOINT_URL_S3");
  });

  it("keeps one client for each region", async () => {
    const { sts } = awsClients();
    assert.equal(sts("us-west-1"), sts("us-west-1"));
    assert.notEqual(sts("us-west-1"), sts("us-east-1"));
    assert.equal(await sts("us-west-1").client.config.region(), "us-west-1");
  });

  it("names a bucket in the path where something stands in for S3, and only there", () => {
    assert.equal(awsClients().s3("us-west-1").client.config.forcePathStyle, false);
    process.env["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:5000";
    assert.equal(awsClients().s3("us-west-1").client.config.forcePathStyle, true);
  });
});
