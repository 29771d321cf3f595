import assert from "node:assert/strict";
import { awsPorts } from "../../site-watcher/awsPorts";
import { noonMs } from "./shopWorld";

const { signal } = new AbortController();
const here = { region: "us-west-1", bucket: "switch", key: "a/key" };

/** An SDK that notes what is sent and answers with `result`, or fails with it. */
function fakeSdk(result: unknown) {
  const sent: unknown[] = [];
  const clients: string[] = [];
  const command = (name: string) =>
    class {
      readonly sent: unknown[];
      constructor(input: object) {
        this.sent = [name, input];
      }
    };
  const client = (kind: string) =>
    class {
      private readonly region: string;
      constructor({ region }: { region: string }) {
        this.region = region;
        clients.push(`${kind} ${region}`);
      }
      send(each: { sent: unknown[] }, options: { abortSignal: unknown }): Promise<unknown> {
        assert.deepEqual(options, { abortSignal: signal });
        sent.push([this.region, ...each.sent]);
        return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
      }
    };
  const modules: Readonly<Record<string, object>> = {
    "@aws-sdk/client-s3": {
      S3Client: client("s3"),
      GetObjectCommand: command("GetObject"),
      PutObjectCommand: command("PutObject"),
    },
    "@aws-sdk/client-cloudwatch": {
      CloudWatchClient: client("cloudwatch"),
      PutMetricDataCommand: command("PutMetricData"),
    },
    "@aws-sdk/client-fis": { FisClient: client("fis"), ListExperimentsCommand: command("ListExperiments") },
  };
  return { sent, clients, ports: awsPorts((module) => modules[module]) };
}

const refusal = (httpStatusCode: number) =>
  Object.assign(new Error(`status ${httpStatusCode}`), { $metadata: { httpStatusCode } });

describe("site-watcher/awsPorts", () => {
  it("reads an object", async () => {
    const { sent, ports } = fakeSdk({ Body: { transformToString: () => Promise.resolve("text") } });
    assert.equal(await ports.readObject(here, signal), "text");
    assert.deepEqual(sent, [["us-west-1", "GetObject", { Bucket: "switch", Key: "a/key" }]]);
  });

  it("reads nothing where there is no object, or none that may be read", async () => {
    for (const status of [403, 404])
      assert.equal(await fakeSdk(refusal(status)).ports.readObject(here, signal), null);
    await assert.rejects(fakeSdk(refusal(503)).ports.readObject(here, signal), /status 503/);
    await assert.rejects(fakeSdk(new Error("no route")).ports.readObject(here, signal), /no route/);
  });

  const written = { Bucket: "switch", Key: "a/key", Body: "text", ContentType: "text/plain" };

  it("writes an object over what is there", async () => {
    const { sent, ports } = fakeSdk({});
    await ports.writeObject(here, "text", signal);
    assert.deepEqual(sent, [["us-west-1", "PutObject", written]]);
  });

  it("creates an object only where there is none", async () => {
    const { sent, ports } = fakeSdk({});
    assert.equal(await ports.createObject(here, "text", signal), true);
    const condition = { IfNoneMatch: "*", CacheControl: "no-store" };
    assert.deepEqual(sent, [["us-west-1", "PutObject", { ...written, ...condition }]]);
    assert.equal(await fakeSdk(refusal(412)).ports.createObject(here, "text", signal), false);
    await assert.rejects(fakeSdk(refusal(409)).ports.createObject(here, "text", signal), /status 409/);
  });

  it("publishes metrics in one call, with the site as their only dimension", async () => {
    const { sent, ports } = fakeSdk({});
    const metrics = [
      { name: "SiteHealthy", site: "backup", value: 1, unit: "None", atMs: noonMs },
      { name: "ReplicationLagSeconds", value: 74.5, unit: "Seconds", atMs: noonMs },
    ] as const;
    await ports.putMetrics("us-east-1", "shop/test", metrics, signal);
    const Timestamp = new Date("2026-03-01T12:00:00Z");
    const MetricData = [
      {
        MetricName: "SiteHealthy",
        Dimensions: [{ Name: "Site", Value: "backup" }],
        Value: 1,
        Unit: "None",
        Timestamp,
      },
      { MetricName: "ReplicationLagSeconds", Dimensions: [], Value: 74.5, Unit: "Seconds", Timestamp },
    ];
    assert.deepEqual(sent, [["us-east-1", "PutMetricData", { Namespace: "shop/test", MetricData }]]);
  });

  it("lists the runs of a drill, each as running, succeeded or failed", async () => {
    const states = {
      running: ["pending", "initiating", "running", "stopping"],
      succeeded: ["completed"],
      failed: ["stopped", "failed", "cancelled"],
    };
    const creationTime = new Date(noonMs);
    for (const [state, statuses] of Object.entries(states)) {
      for (const status of statuses) {
        const { sent, ports } = fakeSdk({ experiments: [{ creationTime, state: { status } }] });
        const runs = await ports.listDrills("us-east-1", "EXT1", signal);
        assert.deepEqual(runs, [{ startedAtMs: noonMs, state }], status);
        const input = { experimentTemplateId: "EXT1", maxResults: 100 };
        assert.deepEqual(sent, [["us-east-1", "ListExperiments", input]]);
      }
    }
    assert.deepEqual(await fakeSdk({}).ports.listDrills("us-east-1", "EXT1", signal), []);
  });

  it("makes one client for a service and region, when it is first needed", async () => {
    const { clients, ports } = fakeSdk({});
    await ports.writeObject(here, "", signal);
    await ports.writeObject(here, "", signal);
    await ports.writeObject({ ...here, region: "us-east-1" }, "", signal);
    await ports.putMetrics("us-west-1", "shop/test", [], signal);
    assert.deepEqual(clients, ["s3 us-west-1", "s3 us-east-1", "cloudwatch us-west-1"]);
  });
});
