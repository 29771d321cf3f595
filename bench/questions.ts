import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { encode } from "dns-packet";

const inFlight = 64;

/** DNS answers a second from a server on 127.0.0.1 that is never left without 64 open questions, over some seconds. */
export async function answersPerSecond(port: number, name: string, seconds: number): Promise<number> {
  const asker = await newAsker(port, name);
  for (let open = 0; open < inFlight; open++) asker.ask();
  asker.socket.on("message", asker.ask);
  await sleep(1000 * seconds);
  const { answered } = asker;
  asker.socket.close();
  return answered() / seconds;
}

/** Asks at a steady rate until `isOver`; how many questions were asked, and how many answered within a second more. */
export async function askSteadily(
  port: number,
  name: string,
  ratePerSecond: number,
  isOver: Promise<unknown>,
): Promise<{ readonly asked: number; readonly answered: number; readonly seconds: number }> {
  const asker = await newAsker(port, name);
  const start = performance.now();
  let asked = 0;
  const timer = setInterval(() => {
    const due = (ratePerSecond * (performance.now() - start)) / 1000;
    for (; asked < due; asked++) asker.ask();
  }, 2);
  await isOver;
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  await sleep(1000);
  asker.socket.close();
  return { asked, answered: asker.answered(), seconds };
}

interface Asker {
  readonly socket: Socket;
  readonly ask: () => void;
  readonly answered: () => number;
}

async function newAsker(port: number, name: string): Promise<Asker> {
  const question = encode({ type: "query", id: 1, flags: 0, questions: [{ type: "A", name }] });
  const socket = createSocket("udp4");
  let answered = 0;
  socket.on("message", () => (answered += 1));
  socket.connect(port, "127.0.0.1");
  await once(socket, "connect");
  const ask = (): void => {
    socket.send(question, () => undefined);
  };
  return { socket, ask, answered: () => answered };
}
