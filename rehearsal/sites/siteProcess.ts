/** The program of a site's own process: does what its parent tells it to, for as long as the parent lives. */
import { readSync } from "node:fs";
import type { Misbehavior } from "./misbehavior";
import type { SitePage } from "./pages";
import { serveSite, type ServedSite, type SitePlan, type SitePorts } from "./siteServer";

/** What the process is told: first its plan, then any of the others. */
export type SiteOrder =
  SitePlan | { readonly misbehavior: Misbehavior | null } | { readonly pages: readonly SitePage[] } | "block";

/** What the process answers to its plan, and to whatever it has done since. */
export type SiteReply = { readonly ports: SitePorts } | { readonly problem: string } | "done";

// Next to the standard three and the messages' own.
const unblockDescriptor = 4;

let site: ServedSite | null = null;

process.on("message", (order: SiteOrder) => {
  if (order === "block") {
    process.send?.("done" satisfies SiteReply, block);
  } else if ("misbehavior" in order) {
    site?.misbehave(order.misbehavior);
    reply("done");
  } else if ("address" in order) {
    serve(order);
  } else {
    site?.show(order.pages);
    reply("done");
  }
});

// Nothing is worth saving here, and a site must never outlive its rehearsal.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

function serve(plan: SitePlan): void {
  serveSite(plan).then(
    (served) => {
      site = served;
      reply({ ports: served.ports });
    },
    (error: unknown) => {
      reply({ problem: String(error) });
    },
  );
}

/** Does nothing at all until the parent sends a byte, or is gone: no connection is accepted or answered meanwhile. */
function block(): void {
  readSync(unblockDescriptor, Buffer.alloc(1));
}

function reply(message: SiteReply): void {
  process.send?.(message);
}
