/** The ways in which a site's server can serve wrongly, and the switch between them and serving well. */
import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import { drawFraction } from "../seed";

/** One way to serve wrongly. Milliseconds are wall time. */
export type Misbehavior = WrongReply | LateReply | LostConnections;

/** Every request gets this status and a blank page. */
interface WrongReply {
  readonly kind: "reply";
  readonly status: number;
  /** The `Location` header. */
  readonly location?: string;
  /** Bad for a while, then good for a while, and so on, beginning badly; always bad without it. */
  readonly rhythm?: { readonly badMs: number; readonly goodMs: number };
}

/** Every page comes, but only after so long. */
interface LateReply {
  readonly kind: "delay";
  readonly delayMs: number;
}

/** A share of the new connections, from 0 to 1, is never answered. */
interface LostConnections {
  readonly kind: "lose";
  readonly share: number;
}

/** A server that can be told to misbehave. */
export interface Conduct {
  readonly listener: RequestListener;
  /** Takes effect with the next request; null is to serve well again. */
  misbehave(misbehavior: Misbehavior | null): void;
}

/** Puts the switch before a listener that serves well; `headers` go with wrong replies too. */
export function newConduct(serve: RequestListener, headers: Readonly<Record<string, string>>): Conduct {
  let misbehave: RequestListener = serve;
  return {
    listener: (request, response) => {
      misbehave(request, response);
    },
    misbehave: (misbehavior) => {
      misbehave = misbehavior ? listenerFor(misbehavior, serve, headers) : serve;
    },
  };
}

function listenerFor(
  misbehavior: Misbehavior,
  serve: RequestListener,
  headers: Readonly<Record<string, string>>,
): RequestListener {
  switch (misbehavior.kind) {
    case "reply":
      return replyWrongly(misbehavior, serve, headers);
    case "delay":
      return (request, response) => {
        setTimeout(() => {
          serve(request, response);
        }, misbehavior.delayMs);
      };
    case "lose":
      return loseSome(misbehavior.share, serve);
  }
}

function replyWrongly(
  { status, location, rhythm }: WrongReply,
  serve: RequestListener,
  headers: Readonly<Record<string, string>>,
): RequestListener {
  const sinceMs = performance.now();
  const isBad = (): boolean =>
    !rhythm || (performance.now() - sinceMs) % (rhythm.badMs + rhythm.goodMs) < rhythm.badMs;
  return (request, response) => {
    if (!isBad()) {
      serve(request, response);
      return;
    }
    response.writeHead(status, { ...headers, "Content-Type": "text/plain", ...(location && { location }) });
    response.end();
  };
}

/** Which of the connections are lost depends on nothing but their order. */
function loseSome(share: number, serve: RequestListener): RequestListener {
  const isLost = new Map<Socket, boolean>();
  let connections = 0;
  return (request, response) => {
    const { socket } = request;
    if (!isLost.has(socket)) {
      connections += 1;
      isLost.set(socket, drawFraction(0, "lost connection", connections) < share);
      socket.once("close", () => isLost.delete(socket));
    }
    if (isLost.get(socket) === false) serve(request, response);
  };
}
