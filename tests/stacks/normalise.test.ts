import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { normalise } from "../../stacks/normalise";
import { settingsSchema } from "../../stacks/schema";
import { required, settingsWith } from "../support/stackSettings";

describe("stacks/normalise", () => {
  it("fills everything that a short stack file leaves out", () => {
    const site = {
      instanceType: "t3.small",
      generation: 1,
      pinnedZone: null,
      port: 80,
      userData: null,
      protect: true,
      mayInterrupt: false,
      content: null,
    };
    const amiParameter = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    assert.deepEqual(settingsWith(), {
      project: "website-failover",
      stack: "test",
      accountId: "123456789012",
      tags: {},
      mayRename: false,
      primary: {
        ...site,
        role: "primary",
        region: "us-east-1",
        hostname: "primary",
        cidr: "10.10.0.0/16",
        amiParameter,
      },
      backup: {
        ...site,
        role: "backup",
        region: "us-west-1",
        hostname: "backup",
        cidr: "10.20.0.0/16",
        amiParameter,
      },
      dns: {
        domain: "example.com",
        hostname: "www",
        zone: { id: "Z0123456789EXAMPLE" },
        healthCheck: {
          path: "/healthz",
          port: 80,
          searchString: "status=ok",
          requestIntervalSeconds: 10,
          failureThreshold: 2,
          checkerRegions: [
            "us-east-1",
            "us-west-1",
            "us-west-2",
            "eu-west-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-northeast-1",
            "sa-east-1",
          ],
          measureLatency: false,
        },
        ttlSeconds: 20,
        aggregationSeconds: 3,
        rtoSeconds: 60,
        protect: true,
        healthScriptPeriodSeconds: 5,
      },
      operatorSwitch: null,
      monitoring: null,
      siteWatcher: null,
      drills: null,
      operations: null,
      dataSync: null,
    });
  });

  it("puts a switch where the backup is, as protected as the rest", () => {
    const changes = { operatorSwitch: { enabled: true }, backup: { region: "us-west-2" }, protect: false };
    assert.deepEqual(settingsWith(changes).operatorSwitch, {
      region: "us-west-2",
      bucketName: "failover-switch-test-123456789012-us-west-2-an",
      auditTrail: null,
      protect: false,
    });
  });

  it("watches once monitoring is enabled, in the stack's account, and keeps addresses while it is not", () => {
    const emails = ["ops@example.com"];
    assert.deepEqual(settingsWith({ monitoring: { enabled: true, emails } }).monitoring, {
      accountId: "123456789012",
      emails,
      warnBelowPercentageHealthy: 50,
      parts: { isWatched: false, contentBuckets: null, tables: [] },
    });
    assert.equal(settingsWith({ monitoring: { enabled: false, emails } }).monitoring, null);
  });

  it("shows what the stack has beside sites and DNS", () => {
    const orders = { name: "orders", hashKey: { name: "id", type: "S" } };
    const { monitoring } = settingsWith({
      monitoring: { enabled: true, emails: ["ops@example.com"] },
      siteWatcher: { enabled: true },
      dataSync: { enabled: true, tables: [orders] },
    });
    assert.deepEqual(monitoring?.parts, {
      isWatched: true,
      contentBuckets: {
        primary: "shop-content-test-123456789012-us-east-1",
        backup: "shop-content-test-123456789012-us-west-1",
      },
      tables: ["orders"],
    });
  });

  it("watches from the backup's region what else the stack has, and tells whom monitoring tells", () => {
    const emails = ["ops@example.com"];
    const watched = (changes: object) =>
      settingsWith({ siteWatcher: { enabled: true }, monitoring: { emails }, ...changes }).siteWatcher;
    const { healthCheck } = settingsWith().dns;
    const alone = { accountId: "123456789012", emails, healthCheck, operatorSwitch: null, content: null };
    assert.deepEqual(watched({}), alone);
    assert.deepEqual(watched({ dataSync: { enabled: true, maxStalenessMinutes: 30 } }), {
      ...alone,
      content: {
        bucketNames: {
          primary: "shop-content-test-123456789012-us-east-1",
          backup: "shop-content-test-123456789012-us-west-1",
        },
        maxStalenessMinutes: 30,
      },
    });
    const bucketName = "failover-switch-test-123456789012-us-west-1-an";
    for (const [failback, holdAfterMinutes] of [
      ["automatic", null],
      ["manual", 7],
    ] as const) {
      assert.deepEqual(watched({ operatorSwitch: { enabled: true, failback, holdAfterMinutes: 7 } }), {
        ...alone,
        operatorSwitch: { bucketName, holdAfterMinutes, keepsJournal: false },
      });
    }
    const operated = watched({ operatorSwitch: { enabled: true }, operations: { enabled: true } });
    const { operatorSwitch } = operated ?? {};
    assert.deepEqual(operatorSwitch, { bucketName, holdAfterMinutes: null, keepsJournal: true });
  });

  it("lets nobody write down the changes of the switch unless it is asked to", () => {
    const trailOf = (changes: object) =>
      settingsWith({ operatorSwitch: { enabled: true, ...changes } }).operatorSwitch?.auditTrail;
    assert.equal(trailOf({}), null);
    assert.deepEqual(trailOf({ auditTrail: true }), {
      accountId: "123456789012",
      bucketName: "failover-trail-test-123456789012-us-west-1-an",
    });
  });

  it("keeps content and tables in step between the sites' regions once it is enabled", () => {
    const orders = { name: "orders", hashKey: { name: "id", type: "S" } };
    const carts = { ...orders, name: "carts", rangeKey: { name: "at", type: "N" } };
    const settings = settingsWith({
      backup: { region: "eu-west-1" },
      dataSync: { enabled: true, tables: [orders, carts] },
      protect: false,
    });
    assert.deepEqual(settings.dataSync, {
      accountId: "123456789012",
      regions: { primary: "us-east-1", backup: "eu-west-1" },
      tables: [{ ...orders, rangeKey: null }, carts],
      replicationTimeControl: false,
      protect: false,
    });
    const content = { accountId: "123456789012", tables: ["orders", "carts"] };
    assert.deepEqual([settings.primary.content, settings.backup.content], [content, content]);
  });

  it("takes the AMI of the instance type's architecture", () => {
    const { amiParameter } = settingsWith({ primary: { instanceType: "t4g.small" } }).primary;
    assert.equal(amiParameter, "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
  });

  it("lets the one site be interrupted that is named", () => {
    for (const interrupt of ["none", "primary", "backup"]) {
      const { primary, backup } = settingsWith({ interrupt });
      assert.deepEqual(
        [primary.mayInterrupt, backup.mayInterrupt],
        [interrupt === "primary", interrupt === "backup"],
      );
    }
  });

  it("keeps a pinned zone", () => {
    assert.equal(
      settingsWith({ backup: { availabilityZone: "us-west-1c" } }).backup.pinnedZone,
      "us-west-1c",
    );
  });

  describe("a site that ops bring along", () => {
    let directory: string;
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), "normalise-"));
    });
    afterEach(() => {
      rmSync(directory, { recursive: true });
    });

    const normaliseOwn = (content: string | null) => {
      if (content !== null) writeFileSync(join(directory, "shop.sh"), content);
      const site = { userDataFile: "shop.sh", path: "/up", searchString: "open", amiParameter: "/my/ami" };
      return normalise("website-failover", "test", settingsSchema.parse({ ...required, site }), directory);
    };

    it("brings its user data, AMI and health page, and no health script of ours", () => {
      const { settings, problems } = normaliseOwn("#!/bin/sh\n");
      const { primary, dns } = settings;
      assert.deepEqual(problems, []);
      assert.deepEqual([primary.userData, primary.amiParameter], ["#!/bin/sh\n", "/my/ami"]);
      assert.deepEqual([dns.healthCheck.path, dns.healthCheck.searchString], ["/up", "open"]);
      assert.equal("healthScriptPeriodSeconds" in dns, false);
    });

    const problem = (message: string) => [{ keys: ["site.userDataFile"], message, rule: "user-data-file" }];

    it("is accepted at EC2's limit of 16,384 bytes", () => {
      assert.deepEqual(normaliseOwn("x".repeat(16_384)).problems, []);
    });

    it("is refused one byte past it, counted in bytes", () => {
      const expected = problem(
        `is "shop.sh" of 16385 bytes; EC2 takes at most 16384: fetch the rest at boot`,
      );
      assert.deepEqual(normaliseOwn("x".repeat(16_385)).problems, expected);
      assert.deepEqual(normaliseOwn(`${"x".repeat(16_383)}é`).problems, expected);
    });

    it("is refused when it is no text", () => {
      writeFileSync(join(directory, "shop.sh"), Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xff]));
      const message = `is "shop.sh", which is no UTF-8 text; write a script or #cloud-config, not a compressed file`;
      assert.deepEqual(normaliseOwn(null).problems, problem(message));
    });

    it("is refused when the file is empty or absent", () => {
      const empty = `is "shop.sh", which is empty; write there what the instance runs at its first boot`;
      assert.deepEqual(normaliseOwn("").problems, problem(empty));
      rmSync(join(directory, "shop.sh"));
      const absent = `is "shop.sh", which cannot be read (ENOENT); name a file relative to Pulumi.yaml`;
      assert.deepEqual(normaliseOwn(null).problems, problem(absent));
    });
  });
});
