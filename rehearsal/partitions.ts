/** Parts sites from the checkers of some regions. */
import type { CheckerRoutes, LoopbackEndpoint, Routes } from "./loopback";
import { openBlackHole, type BlackHole } from "./sites/blackHole";
import type { Site } from "./sites/site";

/** The ways of the checkers, as they are at the moment. */
export interface Partitions {
  readonly routes: CheckerRoutes;
  /** From these regions, and no others, an attempt to connect to the site hangs. */
  cutOff(site: Pick<Site, "publicIp">, regions: readonly string[]): Promise<void>;
  /** Ends what the attempts hang at. */
  close(): Promise<void>;
}

/** No partition yet; the first one opens a black hole at the address that `takeAddress` gives out. */
export function newPartitions(routes: Routes, takeAddress: () => string): Partitions {
  const cuts = new Map<string, { readonly to: LoopbackEndpoint; readonly regions: readonly string[] }>();
  let opening: Promise<BlackHole> | null = null;
  return {
    routes: (publicIp, port, region) => {
      const cut = cuts.get(publicIp);
      return cut?.regions.includes(region) ? cut.to : routes(publicIp, port);
    },
    cutOff: async ({ publicIp }, regions) => {
      // The black hole stays: an attempt that hangs there when the partition ends does so up to its own limit.
      if (regions.length === 0) cuts.delete(publicIp);
      else cuts.set(publicIp, { to: await (opening ??= openBlackHole(takeAddress())), regions });
    },
    close: async () => {
      // One that did not open was told of by cutOff, and left nothing to close.
      const blackHole = await opening?.catch(() => null);
      await blackHole?.close();
    },
  };
}
