/** The bucket of an operator's switch, as a checker that has no credentials meets it. */
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createSecureContext } from "node:tls";
import type { HttpProbe } from "../../route53/probe";
import { switchReadyKey } from "../../site-watcher/plan";
import type { LoopbackEndpoint } from "../loopback";
import { selfSignedCertificate } from "./selfSignedCertificate";

/** The object: not there, not there any more, or there, which means *go to the backup*. */
export type SwitchState = "absent" | "deleted" | "present";

/** The bucket alive. */
export interface SwitchServer {
  readonly endpoint: LoopbackEndpoint;
  /** PEM, for clients who verify it. */
  readonly certificate: string;
  /** From the next request on. */
  setState(state: SwitchState): void;
  /** Writes the object unless there is one, and says whether it has. */
  create(text: string): boolean;
  close(): Promise<void>;
}

/** What of the switch's check decides where it looks, and for what. */
export interface SwitchObject extends Pick<HttpProbe, "target" | "path"> {
  readonly searchString: string;
}

/**
 * Serves the object, and the canary that is always there, by HTTPS on a port of `address`, to clients that name its
 * bucket in the TLS handshake and as Host; S3 sends all others to somebody else's bucket. Begins with the object absent.
 */
export async function startSwitchServer(address: string, object: SwitchObject): Promise<SwitchServer> {
  let state: SwitchState = "absent";
  let text = "";
  const certificate = selfSignedCertificate(object.target);
  const context = createSecureContext(certificate);
  const server = createServer(
    {
      SNICallback: (name, done) => {
        if (name === object.target) done(null, context);
        else done(new Error(`no bucket ${name}`));
      },
    },
    (request, response) => {
      answer(request, response, object, { state, text });
    },
  ).listen(0, address);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: { address, port },
    certificate: certificate.cert,
    setState: (next) => {
      state = next;
      text = `${object.searchString}\n`;
    },
    create: (written) => {
      if (state === "present") return false;
      state = "present";
      text = written;
      return true;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/**
 * S3's answers to a reader who may not list: 403 for an object that is not there, 404 for one whose newest version is a
 * delete marker (S3 User Guide, "Working with delete markers"; API GetObject, "Permissions").
 */
function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { target, path, searchString }: SwitchObject,
  { state, text }: { readonly state: SwitchState; readonly text: string },
): void {
  response.setHeader("Connection", "close");
  const serve = (body: string): void => {
    response.writeHead(200, { "Content-Type": "text/plain" }).end(body);
  };
  if (request.headers.host !== target) response.writeHead(404).end("<Code>NoSuchBucket</Code>");
  else if (request.url === `/${switchReadyKey}`) serve(`${searchString}\n`);
  else if (request.url !== path || state === "absent")
    response.writeHead(403).end("<Code>AccessDenied</Code>");
  else if (state === "deleted")
    response.writeHead(404, { "x-amz-delete-marker": "true" }).end("<Code>NoSuchKey</Code>");
  else serve(text);
}
