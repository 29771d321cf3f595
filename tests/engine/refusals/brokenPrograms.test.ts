import assert from "node:assert/strict";
import { status } from "@grpc/grpc-js";
import { Deployments } from "../harness/deployment";
import type { Project } from "../harness/project";
import { operationsOf, stopsOf } from "../harness/steps";

/**
 * Breaks the program on purpose, in ways that mocks cannot see because they neither order, compare nor refuse: each
 * test fails the day the engine or the stand-ins let the broken program pass.
 */

const dns = "components/failoverDns.ts";
const site = "components/regionalSite.ts";
const recordsCheck = "healthCheckId: (switched?.calculatedCheck ?? check).id,";
const alias = "aliases: [{ name: address.fqdn, zoneId: this.zoneId, evaluateTargetHealth: true }],";

/** A text of a source file, and what stands there in the broken program. */
type Break = readonly [file: string, from: string, to: string];

/** Programs that a first deployment refuses. */
const undeployable: readonly {
  readonly what: string;
  readonly breaks: readonly Break[];
  readonly slowName?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly refusal: RegExp;
}[] = [
  {
    what: "makes an alias without waiting for its target",
    breaks: [[dns, "name: address.fqdn", "name: recordName"]],
    slowName: "failover-primary-address",
    // Both records wait for the switch, which takes longer than a slow address.
    settings: { "operatorSwitch.enabled": false, "operations.enabled": false },
    refusal: /Tried to create an alias that targets primary\.example\.com/,
  },
  {
    what: "puts a site with another region's provider",
    breaks: [["index.ts", "sites.backup, regions.backup", "sites.backup, regions.primary"]],
    refusal: /InvalidParameterValue: Value \(us-west-1a\) for availabilityZone is invalid/,
  },
  {
    what: "leaves a site to the default provider",
    breaks: [["index.ts", "sites.backup, regions.backup", "sites.backup, {}"]],
    refusal: /the provider has no region/,
  },
  {
    what: "gives both failover records one set identifier",
    breaks: [[dns, "const setIdentifier = `${args.hostname}-${role}`", 'const setIdentifier = "www"']],
    refusal: /already exists/,
  },
  {
    what: "has two PRIMARY records",
    breaks: [[dns, 'role === "primary" ? "PRIMARY" : "SECONDARY"', '"PRIMARY"']],
    refusal: /because a primary RRSet with the same name and type already exists/,
  },
  {
    what: "has a PRIMARY record that is no alias and has no check",
    breaks: [
      [dns, alias, "ttl: args.ttlSeconds, records: [publicIp],"],
      [dns, `        ${recordsCheck}\n`, ""],
    ],
    refusal: /A non-alias primary ResourceRecordSet must have an associated health check/,
  },
  {
    what: "mixes a simple record with failover records at one name",
    breaks: [
      [
        dns,
        "const recordName = fullName(hostname, args.domain)",
        'const recordName = role === "backup" ? failoverName(args) : fullName(hostname, args.domain)',
      ],
    ],
    refusal:
      /because a non-failover RRSet with the same name|cannot be created as other RRSets exist with the same name/,
  },
  {
    what: "gives a record an input that the stand-in does not know",
    breaks: [[dns, recordsCheck, `${recordsCheck} allowOverwrite: true,`]],
    refusal: /aws:route53\/record:Record takes no allowOverwrite/,
  },
  {
    what: "makes a resource of a type that the stand-in does not know",
    breaks: [
      [
        dns,
        "this.zoneId = zone.id;",
        'this.zoneId = zone.id;\n    new aws.sfn.Activity("activity", {}, { parent: this });',
      ],
    ],
    refusal: /the stand-in does not know the type aws:sfn\/activity:Activity/,
  },
  {
    what: "asks AWS what the stand-in does not know",
    breaks: [["stacks/account.ts", "aws.ec2.getInstanceTypeOfferings(", "aws.ec2.getInstanceTypes("]],
    refusal: /the stand-in does not know the look-up aws:ec2\/getInstanceTypes:getInstanceTypes/,
  },
];

describe("a program that was broken on purpose", () => {
  let deployments: Deployments;
  before(() => {
    deployments = new Deployments();
  });
  after(() => {
    deployments.dispose();
  });

  for (const { what, breaks, slowName = null, settings, refusal } of undeployable) {
    it(`cannot be deployed when it ${what}`, async () => {
      const project = broken(deployments.fresh(settings), breaks);
      project.suppose({ slowName });
      const { error } = await deployments.engine.run(project, "up");
      assert.match(error ?? "deployed", refusal);
    });
  }

  it("tells no later test of its calls to an engine that has ended", async () => {
    const listeners = () => [
      process.listenerCount("unhandledRejection"),
      process.listenerCount("uncaughtException"),
    ];
    const before = listeners();
    const project = broken(deployments.fresh(), [
      ["index.ts", "sites.backup, regions.backup", "sites.backup, {}"],
    ]);
    assert.notEqual((await deployments.engine.run(project, "up")).error, null);
    assert.deepEqual(listeners(), before);
    const told: unknown[] = [];
    const tell = (thrown: unknown) => told.push(thrown);
    process.on("uncaughtExceptionMonitor", tell);
    void Promise.reject(Object.assign(new Error("Connection dropped"), { code: status.UNAVAILABLE }));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("uncaughtExceptionMonitor", tell);
    assert.deepEqual(told, []);
  });

  it("waits for a slow address record as long as it is not broken", async () => {
    const project = deployments.fresh({ "operatorSwitch.enabled": false, "operations.enabled": false });
    project.suppose({ slowName: "failover-primary-address" });
    assert.equal((await deployments.engine.run(project, "up")).error, null);
  });

  it("stops both sites at an edit of a page when user data is not ignored", async () => {
    const project = broken(await deployments.prod(), [
      [site, 'ignoreChanges: ["ami", "userData", "userDataBase64"]', 'ignoreChanges: ["ami"]'],
      ["site/files/index.html", "Slow Morning: things", "Slow Evening: things"],
    ]);
    const { steps } = await deployments.engine.run(project, "preview");
    assert.deepEqual(operationsOf(steps), {
      "Instance backup-instance": "update",
      "Instance primary-instance": "update",
    });
    assert.deepEqual(stopsOf(steps), ["backup", "primary"]);
  });

  it("cannot replace an instance that is made before the old one is gone", async () => {
    const project = broken(await deployments.prod(), [[site, "deleteBeforeReplace: true,", ""]]);
    project.set("backup.generation", 2);
    project.set("interrupt", "backup");
    const { error } = await deployments.engine.run(project, "up");
    assert.match(error ?? "replaced", /InvalidNetworkInterface\.InUse/);
  });

  it("cannot delete a check before the new one is in use", async () => {
    const project = broken(await deployments.prod(), [
      [
        dns,
        "tags: { Name: tagName },\n      },\n      { parent: this }",
        "tags: { Name: tagName },\n      },\n      { parent: this, deleteBeforeReplace: true }",
      ],
    ]);
    project.set("healthCheck.requestIntervalSeconds", 30);
    project.set("rtoSeconds", 100);
    const { error } = await deployments.engine.run(project, "up");
    assert.match(error ?? "replaced", /DependencyViolation: .* is in use by failover-/);
  });

  it("keeps a zone in which somebody else has put a record", async () => {
    // Without buckets that hold content: they would end the destroy, too, and sometimes sooner.
    const settings = { zone: { create: true }, protect: false, dataSync: { enabled: false } };
    const project = await deployments.prod(settings);
    const zone = project.account.resources().find(({ name }) => name === "failover-zone");
    assert.ok(zone);
    const inputs = { zoneId: zone.id, name: "mail.example.com", type: "A", ttl: 300, records: ["192.0.2.1"] };
    project.account.put({ ...zone, type: "aws:route53/record:Record", name: "mail", id: "mail", inputs });
    const { error } = await deployments.engine.run(project, "destroy");
    assert.match(error ?? "destroyed", /HostedZoneNotEmpty: .* is in use by mail/);
  });
});

function broken(project: Project, breaks: readonly Break[]): Project {
  for (const [file, from, to] of breaks) project.edit(file, from, to);
  return project;
}
