import assert from "node:assert/strict";
import { latestAnswer, latestCheck } from "../../../drill/latest";
import { siteAddress } from "../../../drill/wiring";
import type { SiteRole, StackTopology } from "../../../recording/topology";
import type { RehearsalEvent } from "../../../rehearsal/events";
import { startRehearsal, type Rehearsal } from "../../../rehearsal/rehearsal";
import { watchedTopology } from "../../support/shopTopology";

/**
 * Who answers, by whether the primary is up, the backup is up and the operator's switch is on; and who answers once the
 * primary is up, by whether failback is automatic or manual. Over real sockets: two rehearsals are led through all
 * eight states, side by side. What manual failback changes is one of the sixteen rows: after an outage of the primary
 * alone, the answer stays with the backup.
 */
const rows = [
  // [primary up, backup up, switch on], the answer, then with the primary up: automatic, manual.
  [[true, true, false], "primary", "primary", "primary"],
  [[true, false, false], "primary", "primary", "primary"],
  [[false, false, false], "primary", "primary", "primary"],
  [[false, true, false], "backup", "primary", "backup"],
  [[true, true, true], "backup", "backup", "backup"],
  // With nothing healthy to choose, Route 53 answers with the PRIMARY, whatever the operator wants.
  [[true, false, true], "primary", "primary", "primary"],
  [[false, false, true], "primary", "primary", "primary"],
  [[false, true, true], "backup", "backup", "backup"],
] as const;

type State = (typeof rows)[number][0];

const speed = 10;

/** A minute is less than the settings allow, and enough for the handler: two looks, a minute apart. */
const holdAfterMinutes = 1;

/** Long enough for the latch to have acted if it ever does, in scenario seconds: two looks, and what they take. */
const latchSeconds = 2 * 60 + 15;

function withFailback(isManual: boolean): StackTopology {
  const { plan, alarms } = watchedTopology.siteWatcher!;
  const operatorSwitch = {
    ...plan.operatorSwitch!,
    holdAfterMinutes: isManual ? holdAfterMinutes : null,
  };
  return { ...watchedTopology, siteWatcher: { plan: { ...plan, operatorSwitch }, alarms } };
}

/** A rehearsal that is led from state to state. */
class Led {
  readonly events: RehearsalEvent[] = [];
  #rehearsal!: Rehearsal;
  readonly #stopping = new AbortController();
  readonly #isUp: Record<SiteRole, boolean> = { primary: true, backup: true };

  async start(isManual: boolean): Promise<void> {
    this.#rehearsal = await startRehearsal({
      topology: withFailback(isManual),
      speed,
      seed: 1,
      onEvent: (event) => void this.events.push(event),
    });
    // A primary that was never seen healthy has no traffic to hold.
    await this.#until(() => this.events.some(({ event }) => event === "look"));
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    return this.#rehearsal.stop();
  }

  get holds(): number {
    return this.events.filter((event) => event.event === "look" && event.hasHeld).length;
  }

  /** Brings a state about; resolves with who answers, once every check knows it and the name server has followed. */
  async lead([isPrimaryUp, isBackupUp, isOn]: readonly [boolean, boolean, boolean]): Promise<SiteRole> {
    this.#rehearsal.operatorSwitch!.setState(isOn ? "present" : "absent");
    await Promise.all([this.#bring("primary", isPrimaryUp), this.#bring("backup", isBackupUp)]);
    return this.settle([isPrimaryUp, isBackupUp, isOn]);
  }

  /** The primary comes up, and nothing else changes; resolves likewise. */
  async healPrimary([, isBackupUp]: State, isOn: boolean): Promise<SiteRole> {
    await this.#bring("primary", true);
    return this.settle([true, isBackupUp, isOn]);
  }

  /** Waits for as long as the latch could need; where it must act, until it has. */
  async waitForLatch(mustHold: boolean): Promise<void> {
    const before = this.holds;
    if (mustHold) await this.#until(() => this.holds > before);
    else await this.#rehearsal.clock.sleep(latchSeconds);
  }

  async settle([isPrimaryUp, isBackupUp, isOn]: readonly [boolean, boolean, boolean]): Promise<SiteRole> {
    const isKnown = (checkId: string, isHealthy: boolean) =>
      (latestCheck(this.events, checkId)?.healthy ?? true) === isHealthy;
    await this.#until(
      () =>
        isKnown("hc-primary", isPrimaryUp) && isKnown("hc-backup", isBackupUp) && isKnown("hc-switch", !isOn),
    );
    // 3 s from the checks to the answers, and up to a second until the observer has asked.
    await this.#rehearsal.clock.sleep(6);
    const given = latestAnswer(this.events, "authoritative")?.addresses.join();
    return given === siteAddress(watchedTopology, "backup") ? "backup" : "primary";
  }

  async #bring(role: SiteRole, isUp: boolean): Promise<void> {
    const site = this.#rehearsal.sites.get(role)!;
    if (this.#isUp[role] !== isUp) await (isUp ? site.revive() : site.kill());
    this.#isUp[role] = isUp;
  }

  /** The test's own limit fails a wait in vain, and the stop ends it. */
  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#rehearsal.clock.sleep(1, this.#stopping.signal);
  }
}

describe("the truth table of sites, switch and failback", () => {
  const led = { automatic: new Led(), manual: new Led() };
  before(async () => {
    await Promise.all([led.automatic.start(false), led.manual.start(true)]);
  });
  after(() => Promise.all([led.automatic.stop(), led.manual.stop()]));

  for (const [state, answer, automatic, manual] of rows) {
    const [isPrimaryUp, isBackupUp, isOn] = state;
    const words = `primary ${isPrimaryUp ? "up" : "down"}, backup ${isBackupUp ? "up" : "down"}, switch ${isOn ? "on" : "off"}`;

    it(`${words}: ${answer}; with the primary up ${automatic}, by hand ${manual}`, async () => {
      const mustHold = automatic !== manual;
      const play = async (failback: Led, isManual: boolean) => {
        const first = await failback.lead(state);
        const holds = failback.holds;
        if (isManual && !isOn) await failback.waitForLatch(mustHold);
        const held = failback.holds - holds;
        return [first, held, await failback.healPrimary(state, isOn || held > 0)];
      };
      assert.deepEqual(await Promise.all([play(led.automatic, false), play(led.manual, true)]), [
        [answer, 0, automatic],
        [answer, mustHold ? 1 : 0, manual],
      ]);
    }).timeout(240_000);
  }
});
