import { probeEndpoint } from "../rehearsal/checkers/probe";
import { wallClock } from "../rehearsal/clock";
import { probeOf } from "../route53/probe";
import { startSite } from "./site";

const seconds = 3;
const inFlight = 16;

/** Probes a second, each on a connection of its own, of a site in the same process. */
export async function probeRate(): Promise<string[]> {
  const site = await startSite();
  const to = { address: "127.0.0.1", port: site.port };
  const check = {
    Id: "bench",
    HealthCheckConfig: {
      Type: "HTTP_STR_MATCH",
      IPAddress: to.address,
      Port: to.port,
      SearchString: "status=ok",
    },
  } as const;
  const sends = probeOf(check);
  if (sends === null || sends.protocol === "tcp") return [];
  const options = {
    check,
    sends,
    to,
    from: "127.0.0.1",
    clock: wallClock(1),
  };
  const end = performance.now() + 1000 * seconds;
  let passed = 0;
  const probeOn = async (): Promise<void> => {
    const { signal } = new AbortController();
    while (performance.now() < end) {
      const { hasPassed } = await probeEndpoint({ ...options, signal });
      if (hasPassed) passed += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, probeOn));
  site.close();
  return [`probes: ${(passed / seconds).toFixed(0)} a second, prober and site in one process`];
}
