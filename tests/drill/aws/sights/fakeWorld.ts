import type { CheckerReport, SightWorld } from "../../../../drill/aws/sights/world";
import type { HealthCheckConfig } from "../../../../route53/types";
import type { Page } from "../../../../site-watcher/ports";
import { manualClock, type ManualClock } from "../../../support/manualClock";

/** A world in which all is well, and whose parts a test can change while it is looked at. */
export interface FakeWorld extends SightWorld {
  readonly clock: ManualClock;
  /** By `address path`: `192.0.2.10 /healthz`, `bucket.s3… /force-backup`; a text is why there is no answer. */
  readonly pages: Record<string, Page | string>;
  /** What each name server answers, by its name, and each resolver; a text is why it does not. */
  readonly addresses: Record<string, readonly string[] | string>;
  readonly configs: Record<string, HealthCheckConfig>;
  /** By the id of the check; none: Route 53 does not answer. */
  readonly statuses: Record<string, readonly CheckerReport[]>;
  readonly failures: Record<string, readonly CheckerReport[]>;
  /** By `region name`. */
  readonly alarms: Record<string, string>;
  readonly unconfirmed: Record<string, readonly string[]>;
  /** The switch's bucket, by key. */
  readonly bucket: Record<string, string>;
}

/** Wall time in every world. */
export const fakeNow = "2026-03-01T12:00:00.000Z";

const switchHost = "failover-switch-prod-123456789012-us-west-1-an.s3.us-west-1.amazonaws.com";
const regions = ["us-east-1", "us-west-1", "us-west-2", "eu-west-1", "ap-southeast-1", "ap-southeast-2"];

/** What 16 checkers report, the first `failing` of them a failure. */
export function reports(
  ok: string,
  failing = 0,
  failure = "Failure: Connection timed out.",
): CheckerReport[] {
  return [...regions, "ap-northeast-1", "sa-east-1"]
    .flatMap((region) => [region, region])
    .map((region, at) => ({ region, status: at < failing ? failure : ok, checkedAt: new Date(fakeNow) }));
}

/** The world of `sampleTopology`, all of it well. */
export function fakeWorld(): FakeWorld {
  const success = "Success: HTTP Status Code 200, OK";
  const page = (body: string, status = 200): Page => ({ status, body });
  const parts = {
    clock: manualClock(),
    pages: {
      "192.0.2.10 /healthz": page("status=ok site=primary region=us-east-1 content=v1\n"),
      "192.0.2.186 /healthz": page("status=ok site=backup region=us-west-1 content=v1\n"),
      [`${switchHost} /switch-ready`]: page("go-to-the-backup would be read here\n"),
      [`${switchHost} /force-backup`]: page("<Error><Code>AccessDenied</Code></Error>", 403),
    },
    addresses: {
      "ns-1.example.net": ["192.0.2.10"],
      "ns-2.example.net": ["192.0.2.10"],
      system: ["192.0.2.10"],
    },
    configs: {
      "hc-primary": { Type: "HTTP_STR_MATCH" },
      "hc-backup": { Type: "HTTP_STR_MATCH" },
      "hc-switch": { Type: "HTTPS_STR_MATCH", Inverted: true },
      "hc-primary-and-switch": {
        Type: "CALCULATED",
        ChildHealthChecks: ["hc-primary", "hc-switch"],
        HealthThreshold: 2,
      },
    },
    statuses: {
      "hc-primary": reports(success),
      "hc-backup": reports(success),
      "hc-switch": reports("Failure: HTTP Status Code 403, Forbidden."),
    },
    failures: { "hc-primary": [], "hc-backup": [], "hc-switch": [] },
    alarms: { "us-east-1 primary-unhealthy": "OK", "us-west-1 watcher-silent": "OK" },
    unconfirmed: { "arn:aws:sns:us-west-1:123456789012:alarms": [] },
    bucket: {},
  } satisfies Partial<FakeWorld>;
  return { ...parts, ...portsOf(parts) };
}

type Parts = Pick<
  FakeWorld,
  "pages" | "addresses" | "configs" | "statuses" | "failures" | "alarms" | "unconfirmed" | "bucket"
>;

/** The calls of a world, each answered from its parts as they are then. */
function portsOf(parts: Parts): Omit<SightWorld, "clock"> {
  const askNameServer = (server: string): Promise<readonly string[]> => there(parts.addresses[server]);
  return {
    nowMs: () => Date.parse(fakeNow),
    reach: { standIn: () => null, nameServers: null, resolvers: [null] },
    fetchPage: ({ url, connectTo }) => {
      const { hostname, pathname } = new URL(url);
      return there(parts.pages[`${connectTo?.address ?? hostname} ${pathname}`]);
    },
    askNameServer,
    askResolver: (resolver) => askNameServer(resolver ?? "system"),
    healthChecks: {
      config: (id) => there(parts.configs[id]),
      statuses: (id) => there(parts.statuses[id]),
      lastFailures: (id) => there(parts.failures[id]),
    },
    alarmStates: (region, names) =>
      Promise.resolve(
        names.flatMap((name) => {
          const state = parts.alarms[`${region} ${name}`];
          return state === undefined ? [] : [{ name, state }];
        }),
      ),
    unconfirmedEndpoints: (_region, arn) => there(parts.unconfirmed[arn]),
    objects: {
      read: (key) => Promise.resolve(parts.bucket[key] ?? null),
      put: (key, text) => {
        parts.bucket[key] = text;
        return Promise.resolve();
      },
      remove: (key) => {
        Reflect.deleteProperty(parts.bucket, key);
        return Promise.resolve();
      },
    },
  };
}

function there<Thing extends object>(thing: Thing | string | undefined): Promise<Thing> {
  if (thing === undefined) return Promise.reject(new Error("it is gone"));
  if (typeof thing === "string") return Promise.reject(new Error(thing));
  return Promise.resolve(thing);
}
