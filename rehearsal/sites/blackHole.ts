/** An endpoint at which every attempt to connect hangs in the kernel, as where the network drops the packets. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { LoopbackEndpoint } from "../loopback";
import { fillAcceptQueue } from "./acceptQueue";

/** A black hole, until it is closed. */
export interface BlackHole extends LoopbackEndpoint {
  close(): Promise<void>;
}

/**
 * Opens a black hole at a port of the address; the system chooses it where it is 0. Resolves once attempts to connect
 * hang. Rejects, leaving nothing.
 */
export async function openBlackHole(address: string, wantedPort = 0): Promise<BlackHole> {
  const thread = new Worker(deafListener, {
    eval: true,
    // Neither this program's compiler nor its credentials are of any use there.
    execArgv: [],
    env: {},
    workerData: { host: address, port: wantedPort, backlog },
  });
  try {
    const [port] = (await once(thread, "message")) as [number];
    const release = await fillAcceptQueue({ address, port }, backlog);
    const close = async (): Promise<void> => {
      release();
      await thread.terminate();
    };
    return { address, port, close };
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

// Nobody is ever to get in, so that there need be no room.
const backlog = 1;

// Listens, and then sleeps for ever: a thread that accepted would be no black hole. It is plain JavaScript, for a thread
// with a compiler of its own would take a second to start.
const deafListener = `
  const { createServer } = require("node:net");
  const { parentPort, workerData } = require("node:worker_threads");
  const server = createServer().listen(workerData, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;
