import { Agent } from "node:http";
import { untilAborted } from "../clock";
import type { LoopbackEndpoint } from "../loopback";
import { getPage, type Page } from "./page";
import { findShop, hostOf, tell, visitPeriodSeconds, type ShopperOptions } from "./shopper";

/**
 * One shopper who keeps the connection, as browsers and back ends do, and looks the shop up only when it has to
 * connect anew: it stays with a site for as long as that answers. Runs until the signal aborts.
 */
export async function runPooledShopper(options: ShopperOptions): Promise<void> {
  const { clock, signal } = options;
  const connection = newConnection(options);
  await untilAborted(signal, async () => {
    const startedAtSeconds = clock.nowSeconds();
    tell(options, startedAtSeconds, await connection.getPage());
    await clock.sleep(Math.max(0, startedAtSeconds + visitPeriodSeconds - clock.nowSeconds()), signal);
  });
  connection.close();
}

function newConnection(options: ShopperOptions): { getPage: () => Promise<Page>; close: () => void } {
  const { clock, signal } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let to: LoopbackEndpoint | null = null;
  return {
    getPage: async () => {
      const isConnected = Object.keys(agent.freeSockets).length > 0;
      const found = isConnected && to ? to : await findShop(options);
      if (!("address" in found)) return found;
      const page = await getPage({ to: found, host: hostOf(options), agent, clock, signal });
      to = found;
      return page;
    },
    close: () => {
      agent.destroy();
    },
  };
}
