import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { OperatorSwitch } from "../../components/operatorSwitch";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { assertSound, inventory, resourceOf } from "../support/recordings";

/** Proves who may read what of the bucket, that nothing writes the switch itself, and what an endpoint is made of. */

const bucketName = "shop-switch-123456789012-us-west-1-an";
const args = { region: "us-west-1", bucketName, protect: true };
const ofBucket = { region: "us-west-1", bucket: bucketName };

function recordSwitch(changes: Partial<typeof args> = {}): Promise<Recording> {
  return record(() => {
    const provider = new aws.Provider("global", { region: "us-east-1" });
    const operatorSwitch = new OperatorSwitch("switch", { ...args, ...changes }, { provider });
    operatorSwitch.keepTopology({ version: 3, sites: [{ publicIp: pulumi.output("192.0.2.1") }] });
    return { endpoint: operatorSwitch.endpoint };
  });
}

describe("components/operatorSwitch", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordSwitch();
  });

  const inputsOf = (type: string, name: string) => resourceOf(recording, type, name).inputs;

  it("registers exactly this, where it is told to be, and not the switch itself", () => {
    assertSound(recording);
    assert.deepEqual(inventory(recording), [
      "aws:s3/bucket:Bucket switch-bucket us-west-1",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration switch-lifecycle us-west-1",
      "aws:s3/bucketObjectv2:BucketObjectv2 switch-canary us-west-1",
      "aws:s3/bucketObjectv2:BucketObjectv2 switch-topology us-west-1",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls switch-ownership us-west-1",
      "aws:s3/bucketPolicy:BucketPolicy switch-policy us-west-1",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock switch-public-access us-west-1",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration switch-encryption us-west-1",
      "aws:s3/bucketVersioning:BucketVersioning switch-versioning us-west-1",
      "pulumi:providers:aws global -",
      "website-failover:index:OperatorSwitch switch -",
    ]);
  });

  it("writes the canary and the topology, without the tags that an object cannot hold", () => {
    const object = "aws:s3/bucketObjectv2:BucketObjectv2";
    const untagged = { ...ofBucket, overrideProvider: { defaultTags: { tags: {} } } };
    assert.deepEqual(inputsOf(object, "switch-canary"), {
      ...untagged,
      key: "switch-ready",
      content: "go-to-the-backup would be read here\n",
      contentType: "text/plain",
    });
    assert.deepEqual(inputsOf(object, "switch-topology"), {
      ...untagged,
      key: "topology.json",
      content: '{"version":3,"sites":[{"publicIp":"192.0.2.1"}]}',
      contentType: "application/json",
    });
  });

  it("takes a name that no other account can ever have, and never empties the bucket", () => {
    assert.deepEqual(inputsOf("aws:s3/bucket:Bucket", "switch-bucket"), {
      ...ofBucket,
      bucketNamespace: "account-regional",
      forceDestroy: false,
      tags: { Name: bucketName },
    });
  });

  it("protects the bucket exactly when it is told to", async () => {
    const protectedNames = ({ resources }: Recording) =>
      resources.filter((resource) => resource.protect).map(({ name }) => name);
    assert.deepEqual(protectedNames(recording), ["switch-bucket"]);
    assert.deepEqual(protectedNames(await recordSwitch({ protect: false })), []);
  });

  it("lets anybody read exactly two objects, by HTTPS, and list nothing", () => {
    const { policy } = inputsOf("aws:s3/bucketPolicy:BucketPolicy", "switch-policy");
    assert.deepEqual(JSON.parse(String(policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "CheckersReadTheSwitch",
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: [`arn:aws:s3:::${bucketName}/force-backup`, `arn:aws:s3:::${bucketName}/switch-ready`],
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        },
      ],
    });
    assert.deepEqual(
      inputsOf("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "switch-public-access"),
      {
        ...ofBucket,
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: false,
        restrictPublicBuckets: false,
      },
    );
  });

  it("keeps every version, encrypted so that a reader without credentials can read, owned by the account", () => {
    assert.deepEqual(inputsOf("aws:s3/bucketVersioning:BucketVersioning", "switch-versioning"), {
      ...ofBucket,
      versioningConfiguration: { status: "Enabled" },
    });
    const encryption = "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    assert.deepEqual(inputsOf(`aws:s3/${encryption}`, "switch-encryption"), {
      ...ofBucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    assert.deepEqual(inputsOf("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "switch-ownership"), {
      ...ofBucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  });

  it("forgets, after a day, the versions of what the watcher overwrites each minute, and no other", () => {
    const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    assert.deepEqual(inputsOf(lifecycle, "switch-lifecycle"), {
      ...ofBucket,
      rules: [
        {
          id: "watcher",
          status: "Enabled",
          filter: { prefix: "site-watcher/" },
          noncurrentVersionExpiration: { noncurrentDays: 1 },
        },
      ],
    });
    const { dependencies } = resourceOf(recording, lifecycle, "switch-lifecycle");
    const versioning = resourceOf(recording, "aws:s3/bucketVersioning:BucketVersioning", "switch-versioning");
    assert.equal(dependencies.includes(versioning.urn), true);
  });

  it("opens the bucket only once public policies are allowed, and writes only once all of it is settled", () => {
    const waitsFor = (type: string, name: string) =>
      resourceOf(recording, type, name).dependencies.map((urn) => urn.split("::").at(-1));
    assert.deepEqual(waitsFor("aws:s3/bucketPolicy:BucketPolicy", "switch-policy"), [
      "switch-bucket",
      "switch-public-access",
    ]);
    assert.deepEqual(waitsFor("aws:s3/bucketObjectv2:BucketObjectv2", "switch-canary").sort(), [
      "switch-bucket",
      "switch-encryption",
      "switch-ownership",
      "switch-policy",
      "switch-versioning",
    ]);
  });

  it("is reached at the bucket's regional virtual-hosted name", () => {
    assert.deepEqual(recording.outputs["endpoint"], {
      region: "us-west-1",
      bucketName,
      fqdn: `${bucketName}.s3.us-west-1.amazonaws.com`,
      resourcePath: "/force-backup",
      searchString: "go-to-the-backup",
    });
  });

  const longest = `${"s".repeat(37)}-123456789012-us-west-1-an`;
  const refused = [
    ["a period, which S3's certificate does not cover", "shop.switch-123456789012-us-west-1-an"],
    ["another region's name", "shop-switch-123456789012-us-east-1-an"],
    ["a name of the global namespace", "shop-switch"],
    ["capitals", "Shop-123456789012-us-west-1-an"],
    ["a short account id", "shop-12345678901-us-west-1-an"],
    ["64 characters", `s${longest}`],
  ] as const;
  for (const [title, name] of refused) {
    it(`refuses ${title} before it registers anything`, async () => {
      const { errors, resources } = await recordSwitch({ bucketName: name });
      assert.deepEqual(
        [errors, resources.map((resource) => resource.name)],
        [
          [
            `OperatorSwitch "switch": bucketName is "${name}", but must be at most 63 lower-case letters, digits and hyphens that end with -<account id>-us-west-1-an`,
          ],
          ["global"],
        ],
      );
    });
  }

  it("accepts a name of 63 characters", async () => {
    assert.equal(longest.length, 63);
    assertSound(await recordSwitch({ bucketName: longest }));
  });
});
