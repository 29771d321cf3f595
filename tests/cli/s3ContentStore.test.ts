import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { s3ContentStore } from "../../cli/s3ContentStore";

/** Against a server of this test's own: what goes over the wire, and what S3's answers are taken for. */
describe("cli/s3ContentStore", () => {
  let server: Server;
  let requests: IncomingMessage[];
  let answer: { status: number; code: string };
  beforeEach(async () => {
    requests = [];
    answer = { status: 200, code: "" };
    server = createServer((request, response) => {
      requests.push(request.resume());
      const { status, code } = answer;
      const body = status === 200 ? "" : `<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
      response.writeHead(status, { "content-type": "application/xml" }).end(body);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  function store() {
    const { port } = server.address() as AddressInfo;
    return s3ContentStore(
      { region: "us-west-1", bucket: "shop-content", accountId: "123456789012" },
      {
        endpoint: `http://127.0.0.1:${port}`,
        forcePathStyle: true,
        maxAttempts: 1,
        credentials: { accessKeyId: "none", secretAccessKey: "none" },
      },
    );
  }
  const sent = (names: readonly string[]) =>
    requests.map(({ method, url, headers }) => [
      method,
      url?.split("?")[0],
      ...names.map((name) => headers[name]),
    ]);
  const names = ["x-amz-expected-bucket-owner", "x-amz-checksum-sha256", "if-none-match"];
  const body = Buffer.from("<p>hello</p>");
  const checksum = createHash("sha256").update(body).digest("base64");

  it("puts an object into a bucket of the account, with its digest", async () => {
    await store().put("current.json", body);
    assert.deepEqual(sent(names), [
      ["PUT", "/shop-content/current.json", "123456789012", checksum, undefined],
    ]);
  });

  it("puts an object once", async () => {
    assert.equal(await store().putOnce("releases/1/index.html", body), true);
    answer = { status: 412, code: "PreconditionFailed" };
    assert.equal(await store().putOnce("releases/1/index.html", body), false);
    const request = ["PUT", "/shop-content/releases/1/index.html", "123456789012", checksum, "*"];
    assert.deepEqual(sent(names), [request, request]);
  });

  it("passes on every other refusal", async () => {
    answer = { status: 403, code: "AccessDenied" };
    await assert.rejects(store().putOnce("current.json", body), { name: "AccessDenied" });
    await assert.rejects(store().put("current.json", body), { name: "AccessDenied" });
  });
});
