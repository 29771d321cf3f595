import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { bootstrap } from "../../site/bootstrap";
import { contentHealthScript, pullScript } from "../../site/contentPull";
import { nginxConfiguration } from "../../site/server";
import { contentVersion, storefront } from "../../site/storefront";

const bucket = "shop-content-prod-123456789012-us-east-1";
const site = {
  role: "primary",
  region: "us-east-1",
  port: 80,
  healthPath: "/healthz",
  contentBucket: bucket,
} as const;

interface CloudConfig {
  readonly write_files: readonly { path: string; permissions: string; encoding?: string; content: string }[];
  readonly runcmd: readonly (readonly string[])[];
}

// cloud-init reads YAML 1.1.
const { write_files: files, runcmd } = parse(bootstrap(site), { version: "1.1" }) as CloudConfig;
const contents = new Map(
  files.map(({ path, encoding, content }) => [
    path,
    encoding === "gz+b64" ? gunzipSync(Buffer.from(content, "base64")).toString() : content,
  ]),
);

describe("bootstrap of a site that pulls its content", () => {
  it("writes these files", () => {
    assert.deepEqual(
      files.map(({ path, permissions, encoding }) => [permissions, path, encoding ?? ""].join(" ").trim()),
      [
        `0644 /srv/content/${contentVersion}/www/index.html gz+b64`,
        `0644 /srv/content/${contentVersion}/www/style.css gz+b64`,
        `0644 /srv/content/${contentVersion}/index.sha256`,
        "0644 /usr/local/libexec/shop/nginx.conf",
        "0755 /usr/local/libexec/shop/health.sh",
        "0755 /usr/local/libexec/shop/sweep.sh",
        "0755 /usr/local/libexec/shop/setup.sh",
        "0755 /usr/local/libexec/shop/pull.py",
        "0644 /etc/systemd/system/shop-setup.service",
        "0644 /etc/systemd/system/shop-health.service",
        "0644 /etc/systemd/system/shop-health.timer",
        "0644 /etc/systemd/system/shop-sweep.service",
        "0644 /etc/systemd/system/nginx.service.d/restart.conf",
        "0644 /etc/systemd/system/shop-content.service",
        "0644 /etc/systemd/system/shop-content.timer",
      ],
    );
  });

  it("serves the sample shop as the first release, before it has seen its bucket", () => {
    const [page, style] = storefront(site);
    const release = `/srv/content/${contentVersion}`;
    assert.equal(contents.get(`${release}/www/index.html`), page!.body);
    assert.equal(contents.get(`${release}/www/style.css`), style!.body);
    const digest = createHash("sha256").update(page!.body).digest("hex");
    assert.equal(contents.get(`${release}/index.sha256`), `${digest}\n`);
    assert.deepEqual(runcmd, [
      ["ln", "--symbolic", "--no-target-directory", contentVersion, "/srv/content/current"],
      ["systemctl", "enable", "--now", "--no-block", "shop-content.timer"],
      ["systemctl", "enable", "--now", "--no-block", "shop-setup.service"],
    ]);
  });

  it("lays down the scripts that follow the current release", () => {
    assert.equal(contents.get("/usr/local/libexec/shop/health.sh"), contentHealthScript(site));
    assert.equal(contents.get("/usr/local/libexec/shop/pull.py"), pullScript(site, bucket));
    const nginx = contents.get("/usr/local/libexec/shop/nginx.conf")!;
    assert.equal(nginx, nginxConfiguration(site));
    assert.deepEqual(nginx.match(/root .*;/g), ["root /srv/content/current/www;", "root /run/nginx-health;"]);
    assert.deepEqual(nginx.match(/default-src .*"/g), [
      `default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"`,
    ]);
  });

  it("fits into EC2's user data with the longest values", () => {
    const longest = {
      role: "primary",
      region: "ap-southeast-1",
      port: 65_535,
      healthPath: `/${"h".repeat(254)}`,
      contentBucket: "b".repeat(63),
    } as const;
    assert.ok(Buffer.byteLength(bootstrap(longest)) <= 16_384);
  });
});
