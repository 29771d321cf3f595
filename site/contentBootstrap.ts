import { createHash } from "node:crypto";
import { type Command, executable, packed, readable, start, type WrittenFile } from "./cloudConfig";
import { pullScript, pullUnits } from "./contentPull";
import { frontPage } from "./release";
import { contentDirectory, type SiteServer } from "./server";
import { contentVersion, storefront } from "./storefront";

/** What the bootstrap of a site that pulls its content has in place of, and beside, that of one that does not. */
export interface ContentBootstrap {
  /** The sample shop, laid down as a release like any other: the site serves before it has ever seen its bucket. */
  readonly storefront: readonly WrittenFile[];
  readonly program: readonly WrittenFile[];
  readonly units: readonly WrittenFile[];
  /** For the first boot of an instance. */
  readonly commands: readonly Command[];
}

/** The parts for one site; `program` is the directory of its scripts. */
export function contentBootstrap(
  site: SiteServer,
  bucket: string,
  { program, timerAccuracySeconds }: { readonly program: string; readonly timerAccuracySeconds: number },
): ContentBootstrap {
  const release = `${contentDirectory}/${contentVersion}`;
  const files = storefront(site);
  const page = files.find(({ path }) => path === `/${frontPage}`)?.body ?? "";
  const digest = createHash("sha256").update(page).digest("hex");
  return {
    storefront: [
      ...files.map(({ path, body }) => packed(`${release}/www${path}`, body)),
      readable(`${release}/index.sha256`, `${digest}\n`),
    ],
    program: [executable(`${program}/pull.py`, pullScript(site, bucket))],
    units: pullUnits(program, timerAccuracySeconds).map(({ name, text }) =>
      readable(`/etc/systemd/system/${name}`, text),
    ),
    commands: [
      ["ln", "--symbolic", "--no-target-directory", contentVersion, `${contentDirectory}/current`],
      start("shop-content.timer"),
    ],
  };
}
