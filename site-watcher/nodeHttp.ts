import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Page, PageRequest } from "./ports";

/** As much of a page as Route 53 looks at (developer guide, "String matching"). */
const mostBytes = 5_120;

/**
 * One GET on a connection of its own, by `node:http`: the built-in fetch would drop the Host header of a page that is
 * asked for by address. Follows no redirect. Rejects when there is no answer, or when the signal aborts.
 *
 * @param trusted PEM of the certificate to trust in TLS. Default: Node's own authorities.
 */
export function fetchPage(
  { url, connectTo }: PageRequest,
  signal: AbortSignal,
  trusted?: string,
): Promise<Page> {
  const { protocol, host } = new URL(url);
  const request = protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      ...(connectTo && { hostname: connectTo.address, port: connectTo.port }),
      headers: { Host: host, "User-Agent": "site-watcher" },
      agent: false,
      ...(trusted !== undefined && { ca: trusted }),
      signal,
    });
    outgoing.on("error", reject).on("response", (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = () => {
        const body = Buffer.concat(chunks).subarray(0, mostBytes).toString();
        resolve({ status: response.statusCode ?? 0, body });
        outgoing.destroy();
      };
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= mostBytes) finish();
      });
      response.on("end", finish).on("error", reject);
    });
    outgoing.end();
  });
}
