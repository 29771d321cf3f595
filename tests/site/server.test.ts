import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { healthScript, nginxConfiguration, sweepScript } from "../../site/server";
import { contentVersion, storefront } from "../../site/storefront";

const site = { role: "backup", region: "us-west-1", port: 8080, healthPath: "/healthz" } as const;

describe("nginx configuration", () => {
  it("carries the site, its port and its health path", () => {
    assert.deepEqual(
      nginxConfiguration(site)
        .match(/^ *(listen|root|location|if|return|try_files|add_header X-Site|pid) .*$/gm)
        ?.map((line) => line.trim()),
      [
        "pid /run/nginx.pid;",
        "listen 0.0.0.0:8080 default_server;",
        "root /srv/www;",
        "add_header X-Site backup always;",
        "location = /healthz {",
        "root /run/nginx-health;",
        "if (-f /run/nginx-health/broken) {",
        'return 503 "status=broken site=backup region=us-west-1\\n";',
        "try_files /page =404;",
      ],
    );
  });

  it("moves as a whole to another root and address", () => {
    const moved = nginxConfiguration(site, { root: "/elsewhere", address: "127.0.0.2" });
    const back = moved.replaceAll("/elsewhere", "").replaceAll("127.0.0.2", "0.0.0.0");
    assert.equal(back, nginxConfiguration(site));
    assert.equal(moved.match(/\/elsewhere/g)?.length, 6);
  });
});

describe("health script", () => {
  const script = healthScript(site);

  it("fetches the whole shop over loopback and writes the pages of this site", () => {
    const digest = createHash("sha256");
    for (const { body } of storefront(site)) digest.update(body);
    assert.deepEqual(script.match(/^(digest|if|  put|cd) .*$|^digest=.*$/gm), [
      "cd /run/nginx-health || exit 1",
      "digest=$(timeout 2 curl --silent --show-error --fail " +
        "http://127.0.0.1:8080/ http://127.0.0.1:8080/style.css | sha256sum)",
      `if [ "$digest" = "${digest.digest("hex")}  -" ]; then`,
      `  put page 'status=ok site=backup region=us-west-1 content=${contentVersion}' && rm -f broken`,
      "  put broken 'status=broken site=backup region=us-west-1'",
    ]);
  });
});

describe("sweep script", () => {
  it("removes what is older than 15 seconds, looking each second", () => {
    assert.deepEqual(sweepScript().match(/^(while|  find) .*$/gm), [
      "while sleep 1; do",
      "  find /run/nginx-health -type f ! -newermt '15 seconds ago' -delete",
    ]);
  });
});
