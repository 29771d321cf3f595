/** How a site meets those who connect to it: it serves, it refuses, or it lets them hang. */
import { openBlackHole, type BlackHole } from "../../../rehearsal/sites/blackHole";
import type { Site } from "../../../rehearsal/sites/site";

/** What whoever connects to a site meets. */
export type SiteFace = "serves" | "refuses" | "hangs";

/** A site's door; its changes come one after another. */
export interface SiteDoor {
  /** Asks for the face when its turn has come, so that the last is the newest; resolves when everyone meets it. */
  show(faceNow: () => Promise<SiteFace>): Promise<void>;
  close(): Promise<void>;
}

/** The door of a site that serves. */
export function siteDoor(site: Site): SiteDoor {
  let face: SiteFace = "serves";
  let holes: readonly BlackHole[] = [];
  let change = Promise.resolve();
  const closeHoles = async (): Promise<void> => {
    for (const hole of holes) await hole.close();
    holes = [];
  };
  const turn = async (to: SiteFace): Promise<void> => {
    const from = face;
    if (from === to) return;
    face = to;
    const isBlocked = from === "hangs" && holes.length === 0;
    if (isBlocked && to === "serves") {
      site.unblock();
      return;
    }
    if (from === "serves" && to === "hangs") return site.block();
    await closeHoles();
    if (to === "serves") return site.revive();
    if (from === "serves" || isBlocked) await site.kill();
    // The server is gone: somebody else lets them hang at its ports.
    if (to === "hangs")
      holes = await Promise.all(
        Array.from(site.ports.values(), ({ address, port }) => openBlackHole(address, port)),
      );
  };
  const inTurn = (step: () => Promise<void>): Promise<void> => (change = change.then(step));
  return { show: (faceNow) => inTurn(async () => turn(await faceNow())), close: () => inTurn(closeHoles) };
}
