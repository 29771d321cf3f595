import assert from "node:assert/strict";
import { type PartsOnDashboard, partGraphs } from "../../components/partGraphs";
import { record } from "../../recording/record";

/** Proves which metric of which region each graph asks for; that there are such metrics, their publishers' tests do. */

interface Drawn {
  readonly title: string;
  readonly stat: string;
  readonly metrics: unknown;
}

const nothing: PartsOnDashboard = { isWatched: false, contentBuckets: null, tables: [] };
const contentBuckets = { primary: "content-1", backup: "content-2" };

/** Run as a program of the stack `test`, whose name is part of names. */
async function drawn(changes: Partial<PartsOnDashboard>): Promise<Drawn[]> {
  const sites = [{ region: "eu-west-1" }, { region: "eu-north-1" }] as const;
  const { outputs } = await record(() => ({ graphs: partGraphs(sites, { ...nothing, ...changes }) }));
  const graphs = outputs["graphs"] as { properties: Drawn }[];
  return graphs.map(({ properties: { title, stat, metrics } }) => ({ title, stat, metrics }));
}

const own = "website-failover/test";
const there = { region: "eu-north-1" };
const content = (from: string, to: string, label: string, region: string) => [
  ...["AWS/S3", "ReplicationLatency", "SourceBucket", from, "DestinationBucket", to, "RuleId", "everything"],
  { label, region },
];
const bothWays = [
  content("content-1", "content-2", "content to the backup", "eu-north-1"),
  content("content-2", "content-1", "content to the primary", "eu-west-1"),
];

describe("components/partGraphs", () => {
  it("shows nothing of a stack without such parts", async () => {
    assert.deepEqual(await drawn({}), []);
  });

  it("shows the watcher's view, from the backup's region", async () => {
    assert.deepEqual(await drawn({ isWatched: true }), [
      {
        title: "The watcher: 1 is a healthy site",
        stat: "Minimum",
        metrics: [
          [own, "SiteHealthy", "Site", "primary", { label: "primary", ...there }],
          [own, "SiteHealthy", "Site", "backup", { label: "backup", ...there }],
        ],
      },
      {
        title: "The watcher: who answers, and the switch",
        stat: "Maximum",
        metrics: [
          [own, "AnsweringSite", { label: "answers: 1 the primary, 2 the backup", ...there }],
          [own, "SwitchReadable", { label: "switch: 1 can be read", ...there }],
          [own, "SwitchForced", { label: "switch: 1 is on", ...there }],
        ],
      },
    ]);
  });

  it("shows how late content is each way, with the watcher's heartbeat where there is one", async () => {
    const title = "Replication of content: seconds late";
    assert.deepEqual(await drawn({ contentBuckets }), [{ title, stat: "Maximum", metrics: bothWays }]);
    const heartbeat = [
      own,
      "ReplicationLagSeconds",
      { label: "the watcher's heartbeat to the backup", ...there },
    ];
    const [, , watched] = await drawn({ contentBuckets, isWatched: true });
    assert.deepEqual(watched, { title, stat: "Maximum", metrics: [...bothWays, heartbeat] });
  });

  it("shows how late each table is each way, from the region that was written to", async () => {
    const table = (name: string, to: string, label: string, region: string) => [
      ...["AWS/DynamoDB", "ReplicationLatency", "TableName", `website-failover-test-${name}`],
      ...["ReceivingRegion", to, { label: `${name} to the ${label}`, region }],
    ];
    assert.deepEqual(await drawn({ tables: ["orders", "carts"] }), [
      {
        title: "Replication of tables: milliseconds late",
        stat: "Average",
        metrics: ["orders", "carts"].flatMap((name) => [
          table(name, "eu-north-1", "backup", "eu-west-1"),
          table(name, "eu-west-1", "primary", "eu-north-1"),
        ]),
      },
    ]);
  });
});
