/** Stands before moto on one port: answers what moto lacks, repairs what it loses, passes the rest on. */
import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { awsCallOf, type AwsAnswer, type AwsCall } from "./awsCall";

/** What may become of a call on its way to moto and of the answer on its way back. */
export type Step = (call: AwsCall, next: (call: AwsCall) => Promise<AwsAnswer>) => Promise<AwsAnswer>;

/** A call that has come in. */
export interface SeenCall extends Pick<AwsCall, "service" | "region" | "operation"> {
  /** Wall time, as `Date.now` has it. */
  readonly atMs: number;
}

/** The layer, listening. */
export interface Layer {
  /** For `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  /** Every call so far, disturbed ones too. */
  readonly calls: readonly SeenCall[];
  close(): Promise<void>;
}

/** Starts the layer at a free port. The first step is the one that meets a call first. */
export async function startLayer(motoEndpoint: string, steps: readonly Step[]): Promise<Layer> {
  const calls: SeenCall[] = [];
  const walk = steps.reduceRight<(call: AwsCall) => Promise<AwsAnswer>>(
    (next, step) => (call) => step(call, next),
    (call) => forward(motoEndpoint, call),
  );
  const server = createServer((incoming, response) => {
    answer(incoming, response, calls, walk).catch((error: unknown) => {
      // A client that is gone is no concern of the others; everyone else shall see what went wrong here.
      response.writeHead(500, { "Content-Type": "text/plain" }).end(String(error));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  calls: SeenCall[],
  walk: (call: AwsCall) => Promise<AwsAnswer>,
): Promise<void> {
  const body = await buffer(incoming);
  const { method = "GET", url: path = "/", headers } = incoming;
  const call = awsCallOf({ method, path, headers, body });
  const { service, region, operation } = call;
  calls.push({ service, region, operation, atMs: Date.now() });
  const reply = await walk(call);
  response.writeHead(reply.status, ofTheMessage(reply.headers));
  response.end(method === "HEAD" ? undefined : reply.body);
}

async function forward(endpoint: string, call: AwsCall): Promise<AwsAnswer> {
  const { method, path, headers, body } = call;
  const outgoing = request(endpoint + path, {
    method,
    agent: false,
    headers: { ...ofTheMessage(headers), "Content-Length": body.length },
  });
  outgoing.end(body);
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  return { status: response.statusCode ?? 500, headers: response.headers, body: await buffer(response) };
}

/** The headers without those that are about one connection, or about a body that may have changed. */
function ofTheMessage(headers: AwsAnswer["headers"]) {
  const left = Object.entries(headers).filter(([name]) => !ofTheConnection.has(name.toLowerCase()));
  return Object.fromEntries(left) as Record<string, string | string[]>;
}

const ofTheConnection = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "transfer-encoding",
]);
