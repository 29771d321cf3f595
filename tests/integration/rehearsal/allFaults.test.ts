/** Every fault on the production and the staging stack over real sockets, as the command line plays them. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../../..");

const moves = "moves to the backup";
const stays = "stays at the primary";
const alone = "PRIMARY, nothing is healthy";

describe("failover rehearse --fault all", () => {
  for (const [stack, minutes] of [
    ["prod", 3],
    ["staging", 6],
  ] as const) {
    const limitMs = minutes * 60_000;

    it(`passes on every fault of stack ${stack} in under ${minutes} minutes, each as the rules expect`, () => {
      const { status, stdout } = spawnSync(
        process.execPath,
        [
          join(root, "cli/failover.js"),
          "rehearse",
          "--fault",
          "all",
          "--stack",
          stack,
          "--json",
          "--seed",
          "7",
        ],
        { encoding: "utf8", timeout: limitMs },
      );
      const lines = stdout.trimEnd().split("\n");
      const { verdict, cases } = JSON.parse(lines.at(-1) ?? "{}") as {
        verdict: string;
        cases: { fault: string; expected: string; seen: string; verdict: string }[];
      };
      assert.deepEqual(
        cases.map((each) => [each.fault, each.expected, each.seen, each.verdict]),
        [
          ["stop-instance", moves, moves, "pass"],
          ["kill-server", moves, moves, "pass"],
          ["block-http", moves, moves, "pass"],
          ["http-500", moves, moves, "pass"],
          ["redirect", moves, moves, "pass"],
          ["wrong-body", moves, moves, "pass"],
          ["slow", moves, moves, "pass"],
          ["slow-within-limit", stays, stays, "pass"],
          ["flap", stays, stays, "pass"],
          ["packet-loss", stays, stays, "pass"],
          ["partition", moves, moves, "pass"],
          ["partition-within-limit", stays, stays, "pass"],
          ["invert-check", moves, moves, "pass"],
          ["backup-down", stays, stays, "pass"],
          ["both-down", alone, alone, "pass"],
        ],
        stdout.slice(-4000),
      );
      assert.deepEqual([status, verdict], [0, "pass"]);
    }).timeout(limitMs);
  }
});
