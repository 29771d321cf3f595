import assert from "node:assert/strict";
import { parse } from "yaml";
import { bootstrap } from "../../site/bootstrap";
import { healthScriptPeriodSeconds } from "../../site/healthPage";
import { healthScript, nginxConfiguration, sweepScript } from "../../site/server";
import { storefront } from "../../site/storefront";

const site = { role: "primary", region: "us-east-1", port: 80, healthPath: "/healthz" } as const;

interface CloudConfig {
  readonly write_files: readonly { path: string; permissions: string; content: string }[];
  readonly runcmd: readonly (readonly string[])[];
}

// cloud-init reads YAML 1.1.
const cloudConfig = parse(bootstrap(site), { version: "1.1" }) as CloudConfig;
const contents = new Map(cloudConfig.write_files.map(({ path, content }) => [path, content]));

describe("bootstrap", () => {
  it("is a cloud-config that writes these files and starts the set-up", () => {
    assert.equal(bootstrap(site).split("\n")[0], "#cloud-config");
    assert.deepEqual(Object.keys(cloudConfig), ["write_files", "runcmd"]);
    assert.deepEqual(
      cloudConfig.write_files.map(({ path, permissions }) => `${permissions} ${path}`),
      [
        "0644 /srv/www/index.html",
        "0644 /srv/www/style.css",
        "0644 /usr/local/libexec/shop/nginx.conf",
        "0755 /usr/local/libexec/shop/health.sh",
        "0755 /usr/local/libexec/shop/sweep.sh",
        "0755 /usr/local/libexec/shop/setup.sh",
        "0644 /etc/systemd/system/shop-setup.service",
        "0644 /etc/systemd/system/shop-health.service",
        "0644 /etc/systemd/system/shop-health.timer",
        "0644 /etc/systemd/system/shop-sweep.service",
        "0644 /etc/systemd/system/nginx.service.d/restart.conf",
      ],
    );
    assert.deepEqual(cloudConfig.runcmd, [
      ["systemctl", "enable", "--now", "--no-block", "shop-setup.service"],
    ]);
  });

  it("lays down exactly what the site's parts render", () => {
    const [page, style] = storefront(site);
    assert.equal(contents.get("/srv/www/index.html"), page!.body);
    assert.equal(contents.get("/srv/www/style.css"), style!.body);
    assert.equal(contents.get("/usr/local/libexec/shop/nginx.conf"), nginxConfiguration(site));
    assert.equal(contents.get("/usr/local/libexec/shop/health.sh"), healthScript(site));
    assert.equal(contents.get("/usr/local/libexec/shop/sweep.sh"), sweepScript());
  });

  it("leaves no placeholder", () => {
    assert.deepEqual(bootstrap(site).match(/@[A-Z_]+@/g), null);
  });

  it("is the same text each time", () => {
    assert.equal(bootstrap(site), bootstrap({ ...site }));
  });

  it("fits into EC2's user data with the longest values", () => {
    const longest = {
      role: "primary",
      region: "ap-southeast-1",
      port: 65_535,
      healthPath: `/${"h".repeat(254)}`,
    } as const;
    assert.ok(Buffer.byteLength(bootstrap(longest)) <= 16_384);
  });

  it("is refused when it does not fit", () => {
    assert.throws(() => bootstrap({ ...site, region: "r".repeat(1_000) }), {
      message: /^user data of the primary site is \d+ bytes long; EC2 takes at most 16384: /,
    });
  });
});

describe("units", () => {
  it("start the health script at most 5 seconds apart, systemd's inaccuracy included", () => {
    const timer = unit("shop-health.timer");
    assert.equal(seconds(timer, "AccuracySec"), 1);
    assert.equal(
      seconds(timer, "OnUnitActiveSec") + seconds(timer, "AccuracySec"),
      healthScriptPeriodSeconds,
    );
  });

  it("end a health script that hangs before the next is due", () => {
    assert.equal(seconds(unit("shop-health.service"), "TimeoutStartSec"), healthScriptPeriodSeconds - 1);
  });

  it("keep the health page between runs, in the directory that nginx reads", () => {
    for (const name of ["shop-health.service", "shop-sweep.service"]) {
      assert.deepEqual(unit(name).match(/^RuntimeDirectory.*$/gm), [
        "RuntimeDirectory=nginx-health",
        "RuntimeDirectoryPreserve=yes",
      ]);
    }
  });

  it("start again what ends, without giving up", () => {
    const names = ["shop-setup.service", "shop-sweep.service", "nginx.service.d/restart.conf"];
    assert.deepEqual(
      names.map((name) => unit(name).match(/^(Restart|StartLimitIntervalSec)=.*$/gm)),
      [
        ["StartLimitIntervalSec=0", "Restart=on-failure"],
        ["StartLimitIntervalSec=0", "Restart=always"],
        ["StartLimitIntervalSec=0", "Restart=always"],
      ],
    );
  });

  it("age the page in a loop of its own, not by a timer", () => {
    const timers = [...contents.keys()].filter((path) => path.endsWith(".timer"));
    assert.deepEqual(timers, ["/etc/systemd/system/shop-health.timer"]);
    assert.deepEqual(unit("shop-sweep.service").match(/^ExecStart=.*$/gm), [
      "ExecStart=/usr/local/libexec/shop/sweep.sh",
    ]);
  });
});

function unit(name: string): string {
  return contents.get(`/etc/systemd/system/${name}`)!;
}

function seconds(text: string, setting: string): number {
  return Number.parseInt(new RegExp(`^${setting}=(\\d+)s?$`, "m").exec(text)![1]!, 10);
}
