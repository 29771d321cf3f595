/** The program of a site's own process: serves what its parent tells it to, for as long as the parent lives. */
import { serveSite, type SitePlan, type SitePorts } from "./siteServer";

/** What the process answers to its plan. */
export type SiteReply = { readonly ports: SitePorts } | { readonly problem: string };

process.once("message", (plan) => {
  serveSite(plan as SitePlan).then(
    (site) => {
      reply({ ports: site.ports });
    },
    (error: unknown) => {
      reply({ problem: String(error) });
    },
  );
});

// Ctrl-C reaches the whole process group, but it is the parent that ends its sites, after it has restored them.
process.on("SIGINT", () => undefined);

// Nothing is worth saving here, and a site must never outlive its rehearsal.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

function reply(message: SiteReply): void {
  process.send?.(message);
}
