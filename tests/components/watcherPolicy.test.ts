import assert from "node:assert/strict";
import { watcherPolicy } from "../../components/watcherPolicy";

const plan = {
  namespace: "website-failover/prod",
  regions: { primary: "us-east-1", backup: "us-west-1" },
  publicIps: { primary: "192.0.2.1", backup: "198.51.100.2" },
  recordName: "www.example.com",
  nameServers: [],
  healthPage: { port: 80, path: "/healthz", searchString: "status=ok" },
  operatorSwitch: null,
  content: null,
  drills: null,
};
const operatorSwitch = { bucket: "shop-switch", token: "t", holdAfterMinutes: 5 };
const content = { buckets: { primary: "content-east", backup: "content-west" } };
const drills = { experimentTemplateIds: ["EXT1"], journalBucket: null };

const statementsOf = (changes: object) => {
  const args = { accountId: "210987654321", functionName: "shop-watcher" };
  const { Version, Statement } = watcherPolicy({ ...args, plan: { ...plan, ...changes } });
  assert.equal(Version, "2012-10-17");
  return Statement;
};

const always = [
  {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: "arn:aws:logs:us-west-1:210987654321:log-group:/aws/lambda/shop-watcher:*",
  },
  {
    Effect: "Allow",
    Action: "cloudwatch:PutMetricData",
    Resource: "*",
    Condition: { StringEquals: { "cloudwatch:namespace": "website-failover/prod" } },
  },
];
const ofThisAccount = { StringEquals: { "aws:ResourceAccount": "210987654321" } };
const heartbeats = [
  {
    Effect: "Allow",
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::content-east/site-watcher/heartbeat",
    Condition: ofThisAccount,
  },
  {
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::content-west/site-watcher/heartbeat",
    Condition: ofThisAccount,
  },
];
const latch = [
  {
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject"],
    Resource: "arn:aws:s3:::shop-switch/site-watcher/memory.json",
    Condition: ofThisAccount,
  },
  {
    Effect: "Allow",
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::shop-switch/force-backup",
    Condition: { ...ofThisAccount, Null: { "s3:if-none-match": "false" } },
  },
];
const journalBucket = "shop-switch";
const byHand = { experimentTemplateIds: [], journalBucket };
const journal = ["journal", "last-success"].map((what) => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: `arn:aws:s3:::shop-switch/drills/${what}.json`,
  Condition: ofThisAccount,
}));
const listDrills = {
  Effect: "Allow",
  Action: "fis:ListExperiments",
  Resource: "*",
  Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
};

describe("components/watcherPolicy", () => {
  it("lets the watcher log, and publish in its own namespace", () => {
    assert.deepEqual(statementsOf({}), always);
  });

  it("lets it write one key on the primary's side and read it on the backup's", () => {
    assert.deepEqual(statementsOf({ content }), [...always, ...heartbeats]);
  });

  it("lets it create the switch, and never overwrite it, with manual failback alone", () => {
    assert.deepEqual(statementsOf({ operatorSwitch }), [...always, ...latch]);
    const automatic = { ...operatorSwitch, holdAfterMinutes: null };
    assert.deepEqual(statementsOf({ operatorSwitch: automatic }), always);
  });

  it("lets it list drills in the primary's region", () => {
    assert.deepEqual(statementsOf({ drills }), [...always, listDrills]);
  });

  it("lets it read the journal of drills by hand and the newest success, and list no drills where only people drill", () => {
    assert.deepEqual(statementsOf({ drills: byHand }), [...always, ...journal]);
  });

  it("adds up, and never lets it delete", () => {
    const all = statementsOf({ operatorSwitch, content, drills: { ...drills, journalBucket } });
    assert.deepEqual(all, [...always, ...heartbeats, ...latch, ...journal, listDrills]);
    assert.doesNotMatch(JSON.stringify(all), /Delete/);
  });
});
