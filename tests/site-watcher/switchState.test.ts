import assert from "node:assert/strict";
import { attempts } from "../../site-watcher/attempts";
import type { Page, PageRequest } from "../../site-watcher/ports";
import { switchState } from "../../site-watcher/switchState";

const plan = { bucket: "shop-switch", token: "go-to-the-backup", holdAfterMinutes: null };
const ready: Page = { status: 200, body: "go-to-the-backup\n" };
const absent: Page = { status: 403, body: "<Error>AccessDenied</Error>" };

async function stateOf(canary: Page | Error, force: Page | Error) {
  const calls = attempts(1_000);
  const fetchPage = ({ url }: PageRequest) => {
    const page = url.endsWith("/switch-ready") ? canary : force;
    return page instanceof Error ? Promise.reject(page) : Promise.resolve(page);
  };
  const state = await switchState(plan, "us-west-1", { fetchPage }, calls);
  return { ...state, failures: [...calls.failures].sort() };
}

describe("site-watcher/switchState", () => {
  it("reads both objects without credentials, as Route 53's checkers do", async () => {
    const requests: PageRequest[] = [];
    const fetchPage = (request: PageRequest) => {
      requests.push(request);
      return Promise.resolve(ready);
    };
    await switchState(plan, "us-west-1", { fetchPage }, attempts(1_000));
    assert.deepEqual(requests, [
      { url: "https://shop-switch.s3.us-west-1.amazonaws.com/switch-ready" },
      { url: "https://shop-switch.s3.us-west-1.amazonaws.com/force-backup" },
    ]);
  });

  const cases: [title: string, force: Page, isForced: boolean][] = [
    ["off when the object may not be read, since nobody may list", absent, false],
    ["off when there is no object", { status: 404, body: "" }, false],
    ["on when it is there", ready, true],
  ];
  for (const [title, force, isForced] of cases) {
    it(`is ${title}`, async () => {
      assert.deepEqual(await stateOf(ready, force), { isReadable: true, isForced, failures: [] });
    });
  }

  it("is unreadable when the canary is not what it was, and says still whether it is on", async () => {
    assert.deepEqual(await stateOf(absent, ready), {
      isReadable: false,
      isForced: true,
      failures: ["the switch's canary: status 403"],
    });
    assert.deepEqual(await stateOf({ status: 200, body: "hello" }, absent), {
      isReadable: false,
      isForced: false,
      failures: ["the switch's canary: the token is not in it"],
    });
  });

  it("cannot tell whether it is on when S3 says neither", async () => {
    assert.deepEqual(await stateOf(new Error("getaddrinfo ENOTFOUND"), { status: 503, body: "" }), {
      isReadable: false,
      isForced: null,
      failures: ["the switch's canary: getaddrinfo ENOTFOUND", "the switch: status 503"],
    });
  });
});
