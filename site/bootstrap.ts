/** The user data that turns a fresh Amazon Linux 2023 instance into a site of the shop. */

import { posix } from "node:path";
import { stringify } from "yaml";
import { executable, readable, start, type WrittenFile } from "./cloudConfig";
import { contentBootstrap } from "./contentBootstrap";
import { contentHealthScript } from "./contentPull";
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
  const { contentBucket } = site;
  const pulled = contentBucket
    ? contentBootstrap(site, contentBucket, { program, timerAccuracySeconds })
    : null;
  const cloudConfig = {
    write_files: [
      ...(pulled?.storefront ?? storefrontFiles(site)),
      ...programFiles(site),
      ...(pulled?.program ?? []),
      ...units(),
      ...(pulled?.units ?? []),
    ],
    runcmd: [...(pulled?.commands ?? []), start("shop-setup.service")],
  };
  // cloud-init reads YAML 1.1, in which an unquoted 0644 or `yes` is no text.
  const text = `#cloud-config\n${stringify(cloudConfig, { version: "1.1", lineWidth: 0 })}`;
  return checkedUserData(text, `the ${site.role} site`);
}

function storefrontFiles(site: SiteServer): readonly WrittenFile[] {
  return storefront(site).map(({ path, body }) => readable(storefrontDirectory + path, body));
}

function programFiles(site: SiteServer): readonly WrittenFile[] {
  return [
    readable(`${program}/nginx.conf`, nginxConfiguration(site)),
    executable(`${program}/health.sh`, site.contentBucket ? contentHealthScript(site) : healthScript(site)),
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
