import assert from "node:assert/strict";
import { contentHealthScript, pullScript, pullUnits } from "../../site/contentPull";

/** What the texts say; tests/integration/site/contentPull.test.ts runs them. */

const site = { role: "backup", region: "us-west-1", port: 8080, healthPath: "/healthz" } as const;

describe("pull script", () => {
  const script = pullScript(site, "shop-content-prod-123456789012-us-west-1");

  it("asks the bucket of its own region", () => {
    assert.deepEqual(script.match(/"--(region|bucket)", "[^"]*"/g), [
      '"--region", "us-west-1"',
      '"--bucket", "shop-content-prod-123456789012-us-west-1"',
    ]);
  });

  it("works in the directory of the releases", () => {
    assert.deepEqual(script.match(/os\.chdir\(.*\)/g), ['os.chdir("/srv/content")']);
    assert.deepEqual(pullScript(site, "b", "/elsewhere").match(/os\.chdir\(.*\)/g), [
      'os.chdir("/elsewhere/srv/content")',
    ]);
  });

  it("leaves no placeholder", () => {
    assert.deepEqual(script.match(/@[A-Z_]+@/g), null);
  });
});

describe("health script of a site that pulls", () => {
  it("compares the front page with the current release and states its version", () => {
    assert.deepEqual(contentHealthScript(site).match(/^(cd|content=|  (version|digest|put|\[) ?=?).*$/gm), [
      "cd /run/nginx-health || exit 1",
      "content=/srv/content",
      '  version=$(readlink "$content/current")',
      "  digest=$(timeout 2 curl --silent --show-error --fail http://127.0.0.1:8080/ | sha256sum)",
      '  [ "$digest" = "$(cat "$content/$version/index.sha256")  -" ]',
      '  put page "status=ok site=backup region=us-west-1 content=$version" && rm -f broken',
      "  put broken 'status=broken site=backup region=us-west-1'",
    ]);
  });
});

describe("pull units", () => {
  const [service, timer] = pullUnits("/opt/shop", 1).map(({ text }) => text);

  it("look at the bucket within a minute of the last look, systemd's inaccuracy included", () => {
    assert.deepEqual(timer!.match(/^\w+Sec=.*$/gm), [
      "OnActiveSec=0",
      "OnUnitInactiveSec=59s",
      "AccuracySec=1s",
    ]);
  });

  it("let the script write to the releases and nowhere else", () => {
    assert.deepEqual(
      service!.match(/^(ExecStart|ProtectSystem|ReadWritePaths|CapabilityBoundingSet)=.*$/gm),
      [
        "ExecStart=/opt/shop/pull.py",
        "CapabilityBoundingSet=",
        "ProtectSystem=strict",
        "ReadWritePaths=/srv/content",
      ],
    );
  });
});
