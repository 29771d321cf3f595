import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { switchedCheck } from "../../components/switchedCheck";
import { record } from "../../recording/record";
import type { Recording } from "../../recording/recording";
import { assertSound, inventory, resourceOf } from "../support/recordings";

/** Proves what the two checks are. That the engine holds the second one back is proven in tests/engine/switch. */

const type = "aws:route53/healthCheck:HealthCheck";
const regions = ["us-east-1", "eu-west-1", "sa-east-1"] as const;

function recordCheck(): Promise<Recording> {
  return record(() => {
    const provider = new aws.Provider("global", { region: "us-east-1" });
    const parent = new aws.route53.HealthCheck("endpoint", { type: "TCP" }, { provider });
    const operatorSwitch = {
      region: "us-west-1",
      bucketName: "shop",
      fqdn: "shop.s3.us-west-1.amazonaws.com",
      resourcePath: "/force-backup",
      searchString: "go",
    };
    const args = {
      operatorSwitch,
      endpointCheck: parent,
      requestIntervalSeconds: 30,
      checkerRegions: regions,
      tagPrefix: "www",
    } as const;
    switchedCheck("dns", args, parent);
  });
}

describe("components/switchedCheck", () => {
  let recording: Recording;
  beforeEach(async () => {
    recording = await recordCheck();
  });

  it("makes two checks and holds back the one that the record goes by", () => {
    assertSound(recording);
    assert.deepEqual(inventory(recording), [
      `${type} dns-primary-and-switch-check us-east-1`,
      `${type} dns-switch-check us-east-1`,
      `${type} endpoint us-east-1`,
      "pulumi:providers:aws global -",
    ]);
    assert.deepEqual(
      recording.resources.filter(({ otherOptions }) => otherOptions.length > 0).map(({ name }) => name),
      ["dns-primary-and-switch-check"],
    );
  });

  it("takes a missing object for healthy, by a probe that names its bucket in the TLS handshake", () => {
    assert.deepEqual(resourceOf(recording, type, "dns-switch-check").inputs, {
      type: "HTTPS_STR_MATCH",
      fqdn: "shop.s3.us-west-1.amazonaws.com",
      enableSni: true,
      port: 443,
      resourcePath: "/force-backup",
      searchString: "go",
      requestInterval: 30,
      failureThreshold: 2,
      regions: [...regions],
      measureLatency: false,
      invertHealthcheck: true,
      disabled: false,
      tags: { Name: "www-switch" },
    });
  });

  it("is healthy while both the endpoint and the switch are", () => {
    const idOf = (name: string) => resourceOf(recording, type, name).id;
    assert.deepEqual(resourceOf(recording, type, "dns-primary-and-switch-check").inputs, {
      type: "CALCULATED",
      childHealthchecks: [idOf("endpoint"), idOf("dns-switch-check")],
      childHealthThreshold: 2,
      invertHealthcheck: false,
      disabled: false,
      tags: { Name: "www-primary-and-switch" },
    });
  });
});
