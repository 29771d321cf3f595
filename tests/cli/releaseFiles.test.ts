import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readReleaseFiles } from "../../cli/releaseFiles";

describe("cli/releaseFiles", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "release-"));
    write("index.html", "<p>hello</p>");
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }

  it("reads every file of the folder, sorted by path", () => {
    write("img/mug.svg", "<svg/>");
    write("about.html", "");
    mkdirSync(join(directory, "empty"));
    assert.deepEqual(
      readReleaseFiles(directory).map(({ path, body }) => [path, body.toString()]),
      [
        ["about.html", ""],
        ["img/mug.svg", "<svg/>"],
        ["index.html", "<p>hello</p>"],
      ],
    );
  });

  it("refuses all that cannot be published, at once", () => {
    rmSync(join(directory, "index.html"));
    write(".env", "SECRET=1");
    write("a b.html", "");
    const rule =
      "a path has letters, digits, . _ - and /, at most 200 characters, and no part of it starts with a dot";
    assert.throws(() => readReleaseFiles(directory), {
      name: "UserError",
      message: [
        `.env cannot be published: ${rule}`,
        `a b.html cannot be published: ${rule}`,
        "there is no index.html, the page that shoppers come in by",
      ].join("\n"),
    });
  });

  it("takes 1000 files and no more", () => {
    for (let count = 1; count < 1_000; count++) write(`${count}.txt`, "");
    assert.equal(readReleaseFiles(directory).length, 1_000);
    write("1000.txt", "");
    assert.throws(() => readReleaseFiles(directory), { message: "1001 files are too many; at most 1000" });
  });

  it("refuses more than 500 MiB", () => {
    write("film.mp4", "");
    // Sparse: nothing of it is on the disk.
    truncateSync(join(directory, "film.mp4"), 524_288_000);
    assert.throws(() => readReleaseFiles(directory), {
      message: "524288012 bytes are too many; at most 524288000",
    });
  });

  it("says which folder is not there", () => {
    const missing = join(directory, "none");
    assert.throws(() => readReleaseFiles(missing), {
      name: "UserError",
      message: `${missing} cannot be read: ENOENT: no such file or directory, scandir '${missing}'\nName the folder that holds your pages.`,
    });
  });
});
