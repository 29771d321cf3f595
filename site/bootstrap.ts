/** The user data that turns a fresh Amazon Linux 2023 instance into a site of the shop. */

import { posix } from "node:path";
import { stringify } from "yaml";
import { healthScriptPeriodSeconds } from "./healthPage";
import {
  healthDirectory,
  healthScript,
  nginxConfiguration,
  type SiteServer,
  storefrontDirectory,
  sweepScript,
} from "./server";
import { storefront } from "./storefront";
import { rendered, template } from "./template";
import { checkedUserData } from "./userData";

/** Directory of our scripts and of the nginx configuration on an instance. */
const program = "/usr/local/libexec/shop";

/** systemd may start the script this much later than asked, in seconds. */
const timerAccuracySeconds = 1;

/**
 * The cloud-config for one site: lays every file down, then starts the unit that installs nginx and keeps trying.
 * The same input gives the same text. Throws beyond EC2's limit.
 */
export function bootstrap(site: SiteServer): string {
  const cloudConfig = {
    write_files: [...storefrontFiles(site), ...programFiles(site), ...units()],
    runcmd: [["systemctl", "enable", "--now", "--no-block", "shop-setup.service"]],
  };
  // cloud-init reads YAML 1.1, in which an unquoted 0644 or `yes` is no text.
  const text = `#cloud-config\n${stringify(cloudConfig, { version: "1.1", lineWidth: 0 })}`;
  return checkedUserData(text, `the ${site.role} site`);
}

interface WrittenFile {
  readonly path: string;
  readonly permissions: "0644" | "0755";
  readonly content: string;
}

function storefrontFiles(site: SiteServer): readonly WrittenFile[] {
  return storefront(site).map(({ path, body }) => readable(storefrontDirectory + path, body));
}

function programFiles(site: SiteServer): readonly WrittenFile[] {
  return [
    readable(`${program}/nginx.conf`, nginxConfiguration(site)),
    executable(`${program}/health.sh`, healthScript(site)),
    executable(`${program}/sweep.sh`, sweepScript()),
    executable(`${program}/setup.sh`, rendered("setup.sh", { PROGRAM: program })),
  ];
}

function units(): readonly WrittenFile[] {
  const values = {
    PROGRAM: program,
    HEALTH_DIRECTORY: posix.basename(healthDirectory),
    TIMER_SECONDS: String(healthScriptPeriodSeconds - timerAccuracySeconds),
    TIMER_ACCURACY_SECONDS: String(timerAccuracySeconds),
  };
  const names = ["shop-setup.service", "shop-health.service", "shop-health.timer", "shop-sweep.service"];
  return [
    ...names.map((name) => readable(`/etc/systemd/system/${name}`, rendered(name, values))),
    readable("/etc/systemd/system/nginx.service.d/restart.conf", template("nginx-restart.conf")),
  ];
}

function readable(path: string, content: string): WrittenFile {
  return { path, permissions: "0644", content };
}

function executable(path: string, content: string): WrittenFile {
  return { path, permissions: "0755", content };
}
