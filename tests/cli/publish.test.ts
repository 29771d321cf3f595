import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publish, type PublishOptions, type PublishWorld } from "../../cli/publish";
import { releaseOf } from "../../site/release";
import { fakeSurroundings } from "./fakeSurroundings";

const target = { region: "us-east-1", bucket: "shop-content", accountId: "123456789012" };
const page = "<p>hello</p>";
const { version } = releaseOf([
  { path: "index.html", body: Buffer.from(page) },
  { path: "style.css", body: Buffer.from("p {}") },
]);

describe("cli/publish", () => {
  let directory: string;
  let options: PublishOptions;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "publish-"));
    writeFileSync(join(directory, "index.html"), page);
    writeFileSync(join(directory, "style.css"), "p {}");
    options = { directory, stack: "prod", to: "primary", json: false };
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** A bucket in memory that notes the order of what is put there. */
  function bucket(failAt = "") {
    const asked: unknown[] = [];
    const objects = new Map<string, string>();
    const puts: string[] = [];
    const put = (key: string, body: Buffer) => {
      if (key === failAt) return Promise.reject(new Error("AccessDenied"));
      puts.push(key);
      objects.set(key, body.toString());
      return Promise.resolve();
    };
    const world: PublishWorld = {
      targetOf: (...args) => {
        asked.push(args);
        return Promise.resolve(target);
      },
      openStore: (opened) => {
        asked.push(opened);
        return {
          put,
          putOnce: async (key, body) => {
            if (objects.has(key)) return false;
            await put(key, body);
            return true;
          },
        };
      },
    };
    return { world, asked, objects, puts };
  }

  it("puts every file of the release, and names the release last", async () => {
    const { world, asked, objects, puts } = bucket();
    const surroundings = fakeSurroundings();
    assert.equal(await publish(options, surroundings, world), 0);
    assert.deepEqual(puts, [
      `releases/${version}/index.html`,
      `releases/${version}/style.css`,
      "current.json",
    ]);
    assert.equal(objects.get(`releases/${version}/index.html`), page);
    assert.equal((JSON.parse(objects.get("current.json")!) as { version: string }).version, version);
    assert.deepEqual(asked, [["prod", "primary", surroundings.projectDirectory], target]);
    assert.equal(
      surroundings.out(),
      `published ${version}: 2 files, 2 of them sent, to shop-content\n` +
        `Each site switches when all of it has reached its own region; its health page then says content=${version}\n`,
    );
  });

  it("sends nothing again but the name of the release", async () => {
    const { world, puts } = bucket();
    await publish(options, fakeSurroundings(), world);
    puts.length = 0;
    const surroundings = fakeSurroundings();
    await publish({ ...options, json: true }, surroundings, world);
    assert.deepEqual(puts, ["current.json"]);
    assert.deepEqual(JSON.parse(surroundings.out()), {
      event: "published",
      version,
      files: 2,
      sent: 0,
      bucket: "shop-content",
      region: "us-east-1",
    });
  });

  it("does not name a release of which a file is missing", async () => {
    const { world, puts } = bucket(`releases/${version}/style.css`);
    await assert.rejects(publish(options, fakeSurroundings(), world), { message: "AccessDenied" });
    assert.deepEqual(puts, [`releases/${version}/index.html`]);
  });

  it("stops when it is asked to, with nothing switched", async () => {
    const { world, puts } = bucket();
    const signal = AbortSignal.abort(new Error("stop"));
    await assert.rejects(publish(options, fakeSurroundings({ signal }), world), { message: "stop" });
    assert.deepEqual(puts, []);
  });

  it("asks for no bucket before the folder is known to be good", async () => {
    const { world, asked } = bucket();
    rmSync(join(directory, "index.html"));
    await assert.rejects(publish(options, fakeSurroundings(), world), { name: "UserError" });
    assert.deepEqual(asked, []);
  });
});
