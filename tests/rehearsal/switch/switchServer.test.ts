import assert from "node:assert/strict";
import { request } from "node:https";
import { fetchPage } from "../../../site-watcher/nodeHttp";
import { startSwitchServer, type SwitchServer } from "../../../rehearsal/switch/switchServer";

const target = "switch.s3.us-west-1.amazonaws.com";
const object = { target, path: "/force-backup", searchString: "go" };

interface Asked {
  readonly servername?: string;
  readonly host?: string;
  readonly path?: string;
}

/** The status and the body that a client gets, or the code of what went wrong. */
function ask({ endpoint }: SwitchServer, asked: Asked = {}): Promise<string> {
  const { servername = target, host = target, path = "/force-backup" } = asked;
  return new Promise((resolve) => {
    const options = { host: endpoint.address, port: endpoint.port, path, servername, agent: false };
    request({ ...options, headers: { Host: host }, rejectUnauthorized: false }, (response) => {
      response.setEncoding("utf8").on("data", (body: string) => {
        resolve(`${response.statusCode ?? 0} ${body.trim()}`);
      });
    })
      .on("error", () => {
        resolve("refused");
      })
      .end();
  });
}

describe("rehearsal/switch/switchServer", () => {
  let server: SwitchServer;
  beforeEach(async () => {
    server = await startSwitchServer("127.0.0.1", object);
  });
  afterEach(() => server.close());

  it("answers as S3 does to a reader who may not list: absent, present, deleted", async () => {
    const answers = [await ask(server)];
    for (const state of ["present", "deleted", "absent"] as const) {
      server.setState(state);
      answers.push(await ask(server));
    }
    assert.deepEqual(answers, [
      "403 <Code>AccessDenied</Code>",
      "200 go",
      "404 <Code>NoSuchKey</Code>",
      "403 <Code>AccessDenied</Code>",
    ]);
  });

  it("lets the object be created once, with the text that is written", async () => {
    assert.equal(server.create("held\n"), true);
    assert.equal(await ask(server), "200 held");
    assert.equal(server.create("again\n"), false);
    assert.equal(await ask(server), "200 held");
    server.setState("deleted");
    assert.equal(server.create("again\n"), true);
    assert.equal(await ask(server), "200 again");
  });

  it("shows the canary to anybody, whatever the object is", async () => {
    const canary = () => ask(server, { path: "/switch-ready" });
    assert.equal(await canary(), "200 go");
    server.setState("present");
    assert.equal(await canary(), "200 go");
  });

  it("is trusted by whoever is given its certificate, and by nobody else", async () => {
    const request = {
      url: `https://${target}/switch-ready`,
      connectTo: { address: server.endpoint.address, port: server.endpoint.port },
    };
    const { signal } = new AbortController();
    assert.deepEqual(await fetchPage(request, signal, server.certificate), { status: 200, body: "go\n" });
    await assert.rejects(fetchPage(request, signal), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  it("shows the object to nobody who asks for another bucket or key", async () => {
    server.setState("present");
    assert.equal(await ask(server, { servername: "other.s3.us-west-1.amazonaws.com" }), "refused");
    assert.equal(await ask(server, { servername: "" }), "refused");
    assert.equal(await ask(server, { host: "other" }), "404 <Code>NoSuchBucket</Code>");
    assert.equal(await ask(server, { path: "/topology.json" }), "403 <Code>AccessDenied</Code>");
  });
});
