import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import type { SiteReply } from "../../../rehearsal/sites/siteProcess";
import type { SitePlan } from "../../../rehearsal/sites/siteServer";

const plan: SitePlan = { address: "127.0.0.1", ports: [[80, 0]], headers: {}, pages: [] };

describe("siteProcess", function () {
  this.timeout(30_000);

  let child: ChildProcess;

  beforeEach(() => {
    child = fork(join(__dirname, "../../../rehearsal/sites/siteProcess.ts"), {
      execArgv: ["--require", require.resolve("ts-node/register/transpile-only")],
    });
  });

  afterEach(() => {
    child.kill("SIGKILL");
  });

  async function replyTo(message: SitePlan): Promise<SiteReply> {
    child.send(message);
    const [reply] = (await once(child, "message")) as [SiteReply];
    return reply;
  }

  it("serves its plan, and dies with its parent", async () => {
    const reply = await replyTo(plan);
    assert.ok(typeof reply === "object" && "ports" in reply);
    const [openPort, port] = reply.ports[0]!;
    assert.equal(openPort, 80);
    const connection = connect({ host: "127.0.0.1", port });
    await once(connection, "connect");
    connection.destroy();
    const ended = once(child, "exit");
    child.disconnect();
    assert.deepEqual(await ended, [null, "SIGKILL"]);
  });

  it("replies with the problem where it cannot listen", async () => {
    const reply = await replyTo({ ...plan, address: "192.0.2.10" });
    assert.ok(typeof reply === "object" && "problem" in reply);
    assert.match(reply.problem, /^Error: listen EADDRNOTAVAIL/);
  });
});
