import assert from "node:assert/strict";
import { connect } from "node:net";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { RehearsalEvent } from "../../rehearsal/events";
import { startRehearsal, type Rehearsal, type RehearsalOptions } from "../../rehearsal/rehearsal";
import { shopTopology } from "../support/shopTopology";

const primaryIp = "192.0.2.10";
const backupIp = "198.51.100.20";

type EventOf<E extends RehearsalEvent["event"]> = RehearsalEvent & { readonly event: E };

/** A rehearsal that a test watches through its events. */
class Watched {
  readonly events: RehearsalEvent[] = [];
  private rehearsal: Rehearsal | null = null;

  async start(options: Partial<RehearsalOptions> = {}): Promise<Rehearsal> {
    const onEvent = (event: RehearsalEvent): void => void this.events.push(event);
    this.rehearsal = await startRehearsal({
      topology: shopTopology,
      speed: 10,
      seed: 1,
      onEvent,
      ...options,
    });
    return this.rehearsal;
  }

  /** Ends what was started: left running by a test that failed, it would keep mocha from ending. */
  async stop(): Promise<void> {
    await this.rehearsal?.stop();
  }

  /** The events of one kind that are like the given one. */
  like<E extends RehearsalEvent["event"]>(
    event: E,
    members: Partial<Extract<RehearsalEvent, { event: E }>> = {},
  ) {
    const wanted = Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)]);
    return this.events.filter(
      (each): each is EventOf<E> =>
        each.event === event &&
        wanted.every(([name, value]) => JSON.stringify(each[name as keyof RehearsalEvent]) === value),
    );
  }

  /** Waits for what a condition says; the test's own limit ends a wait in vain. */
  async until(isThere: () => boolean): Promise<void> {
    while (!isThere()) await setTimeout(10);
  }
}

/** How many processes and sockets of each kind keep this process from ending. */
function activeResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const resource of process.getActiveResourcesInfo()) {
    if (/^(Process|TCP|UDP)/.test(resource)) counts.set(resource, (counts.get(resource) ?? 0) + 1);
  }
  return counts;
}

describe("startRehearsal", function () {
  this.timeout(60_000);

  let watched: Watched;

  beforeEach(() => {
    watched = new Watched();
  });
  afterEach(() => watched.stop());

  it("plays a failover and the failback, each step within its own limit", async () => {
    const rehearsal = await watched.start();
    const opinions = (checkId: string) =>
      new Set(watched.like("checker", { checkId }).map(({ checker }) => checker)).size;
    await watched.until(() => opinions("hc-primary") === 16 && opinions("hc-backup") === 16);
    assert.ok(watched.like("checker").every(({ healthy }) => healthy));
    assert.deepEqual(
      watched
        .like("answer")
        .filter(({ observer }) => observer !== "clamping")
        .map(({ observer, addresses, wireTtlSeconds }) => [observer, addresses, wireTtlSeconds]),
      [
        ["authoritative", [primaryIp], 2],
        ["resolver", [primaryIp], 2],
      ],
    );

    rehearsal.resetLag();
    await rehearsal.inflict("kill-server");
    const moved = { shopper: "fresh", isServed: true, site: "backup" } as const;
    const atBackup = { observer: "resolver", addresses: [backupIp] } as const;
    await watched.until(
      () => watched.like("page", moved).length > 0 && watched.like("answer", atBackup).length > 0,
    );
    const [fault] = watched.like("fault");
    const [unhealthy] = watched.like("check", { checkId: "hc-primary", healthy: false });
    const [authoritative] = watched.like("answer", { observer: "authoritative", addresses: [backupIp] });
    const [resolver] = watched.like("answer", atBackup);
    const [page] = watched.like("page", moved);
    assert.ok(fault && unhealthy && authoritative && resolver && page);
    // The 14th of 16 checkers decides: two of them healthy are 12.5 %, three were 18.75 %.
    assert.deepEqual([unhealthy.healthyCheckers, unhealthy.checkers], [2, 16]);
    // An observer sees a change at its next question, so two of them can see one change in either order.
    const observerSeconds = 0.5 + rehearsal.worstLagSeconds();
    // What the machine adds at each step: its lag, an observer's half second, and a second for processes and sockets.
    const slackSeconds = observerSeconds + 1;
    const between = (
      from: { atSeconds: number },
      to: { atSeconds: number },
      least: number,
      most: number,
    ): void => {
      const seconds = to.atSeconds - from.atSeconds;
      assert.ok(
        seconds >= least && seconds <= most + slackSeconds,
        `${seconds} s, not ${least} to ${most} s`,
      );
    };
    // Two failing probes, 10 s apart, the first of them at most 10 s after the fault (or as it takes hold).
    between(fault, unhealthy, 10 - 1, 20);
    between(unhealthy, authoritative, 3, 3);
    between(authoritative, resolver, -observerSeconds, 21);

    await rehearsal.restore();
    await watched.until(
      () => watched.like("answer", { observer: "resolver", addresses: [primaryIp] }).length === 2,
    );
    const [restored] = watched.like("restore");
    const healthy = watched.like("check", { checkId: "hc-primary", healthy: true });
    const back = healthy.find(({ atSeconds }) => atSeconds > unhealthy.atSeconds);
    assert.ok(restored && back);
    assert.equal(back.healthyCheckers, 3);
    between(restored, back, 10 - 1, 20);
    assert.ok(watched.like("check", { checkId: "hc-backup", healthy: false }).length === 0);
  });

  it("leaves nothing behind, also of a site that is stopped, and may be stopped twice", async () => {
    const before = activeResources();
    const rehearsal = await watched.start();
    await rehearsal.inflict("stop-instance");
    await Promise.all([rehearsal.stop(), rehearsal.stop()]);
    await rehearsal.stop();
    const { length } = watched.events;
    for (const { address, port } of [...rehearsal.siteAddresses.values(), rehearsal.dns]) {
      await assert.rejects(once(connect({ host: address, port }), "connect"), { code: "ECONNREFUSED" });
    }
    // Handles are gone a turn or two after they were closed.
    const isLeft = ([resource, count]: [string, number]) => count > (before.get(resource) ?? 0);
    await watched.until(() => ![...activeResources()].some(isLeft));
    assert.equal(watched.events.length, length);
  });

  it("refuses a speed that is too high before it starts anything", async () => {
    await assert.rejects(watched.start({ speed: 41 }), {
      message: "The speed 41 is too high: a TTL of 20 s would round to 0 s. The largest speed allowed is 40.",
    });
  });

  it("refuses a topology that it cannot rehearse, and leaves nothing of it", async () => {
    const [first, ...rest] = shopTopology.healthChecks;
    const healthChecks = [
      { ...first!, HealthCheckConfig: { ...first!.HealthCheckConfig, Type: "TCP" as const } },
      ...rest,
    ];
    await assert.rejects(watched.start({ topology: { ...shopTopology, healthChecks } }), {
      message: "Health check hc-primary (TCP to 192.0.2.10): a rehearsal probes HTTP at an IP address only.",
    });
    assert.deepEqual(watched.events, []);
  });

  it("goes by the rules that it is given in place of Route 53's", async () => {
    const rehearsal = await watched.start({
      rules: {
        wireTtlSeconds: () => 7,
        observe: () => ({ isHealthy: false, hasPassed: true, equalResults: 1 }),
        isHealthyByCheckers: () => true,
      },
    });
    assert.equal(rehearsal.wireTtlSeconds(20), 7);
    await watched.until(() => watched.like("check").length > 0 && watched.like("answer").length > 0);
    await rehearsal.stop();
    assert.equal(watched.like("answer")[0]!.wireTtlSeconds, 7);
    assert.equal(watched.like("checker")[0]!.healthy, false);
    const { healthy, healthyCheckers } = watched.like("check")[0]!;
    assert.deepEqual([healthy, healthyCheckers], [true, 0]);
  });

  it("tells on stopping what has gone wrong inside", async () => {
    const broken = await startRehearsal({
      topology: shopTopology,
      speed: 10,
      seed: 1,
      onEvent: () => {
        throw new Error("the report's disk is full");
      },
    });
    await broken.clock.sleep(5);
    await assert.rejects(broken.stop(), { message: "the report's disk is full" });
  });
});
