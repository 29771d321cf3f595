import { Resolver } from "node:dns/promises";
import { startDnsServer } from "../rehearsal/dns/server";
import type { Responder } from "../rehearsal/dns/message";
import { zoneResponder } from "../rehearsal/dns/zoneResponder";
import { route53Rules } from "../rehearsal/rules";
import { recordStack } from "../recording/record";
import { stackTopology } from "../recording/stackTopology";
import { timed, median } from "./median";

const questions = 5_000;
const inFlight = 64;

/** Answers a second by Route 53's rules, beside the same server giving one fixed answer. */
export async function dnsRatio(): Promise<string[]> {
  const { zone, record } = stackTopology(await recordStack("prod"));
  const byRules = zoneResponder({ zone, isHealthy: () => true, rules: route53Rules, speed: 1, seed: 1 });
  const fixed: Responder = ({ name }) => ({
    rcode: "NOERROR",
    answers: [{ name, type: "A", ttl: 20, data: "192.0.2.10" }],
    authorities: [],
  });
  const [rulesRate, fixedRate] = [
    await answersPerSecond(byRules, record.name),
    await answersPerSecond(fixed, record.name),
  ];
  return [
    `DNS answers by the rules / fixed answers: ${(rulesRate / fixedRate).toFixed(2)} (${rulesRate.toFixed(0)} a second, client and server in one process)`,
  ];
}

async function answersPerSecond(responder: Responder, name: string): Promise<number> {
  const server = await startDnsServer("127.0.0.1", responder);
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${server.port}`]);
  const ask = async () => {
    for (let asked = 0; asked < questions / inFlight; asked++) await resolver.resolve4(name);
  };
  const run = () => Promise.all(Array.from({ length: inFlight }, ask));
  try {
    await run();
    return (questions * 1_000) / median(await timed(5, run));
  } finally {
    await server.close();
  }
}
