import assert from "node:assert/strict";
import fc from "fast-check";
import { decideHold, emptyMemory, type LatchMemory, type LatchSight } from "../../site-watcher/failbackLatch";

/** On the backup after a failover, as it should be. */
const onBackup: Omit<LatchSight, "atMs"> = {
  answeringSite: "backup",
  isHealthy: { primary: false, backup: true },
  isForced: false,
  isDrillInProgress: false,
};
const onPrimary: Omit<LatchSight, "atMs"> = {
  ...onBackup,
  answeringSite: "primary",
  isHealthy: { primary: true, backup: true },
};

type Seen = Partial<LatchSight>;

/** Looks once a minute, or at `atMs`, and says in which looks, counted from 0, the latch holds. */
function holds(sights: readonly Seen[], { holdAfterMinutes = 3, memory = emptyMemory } = {}): number[] {
  const held: number[] = [];
  sights.forEach((seen, minute) => {
    const decision = decideHold(memory, { atMs: minute * 60_000, ...onBackup, ...seen }, holdAfterMinutes);
    memory = decision.memory;
    if (decision.shallHold) held.push(minute);
  });
  return held;
}

const times = (count: number, seen: Seen = {}): Seen[] => Array.from({ length: count }, () => seen);

describe("site-watcher/failbackLatch", () => {
  it("holds after that many minutes on the backup, not before", () => {
    assert.deepEqual(holds([onPrimary, ...times(5)]), [4, 5]);
    assert.deepEqual(holds([onPrimary, ...times(7)], { holdAfterMinutes: 5 }), [6, 7]);
  });

  it("holds though the primary is healthy again: that is what it is for", () => {
    const bothHealthy = { isHealthy: { primary: true, backup: true } };
    assert.deepEqual(holds([onPrimary, ...times(3), bothHealthy]), [4]);
  });

  const breaks: [title: string, seen: Seen][] = [
    ["the primary answered", { answeringSite: "primary" }],
    ["too few name servers agreed", { answeringSite: null }],
    ["the backup was unhealthy", { isHealthy: { primary: false, backup: false } }],
    ["the switch was on", { isForced: true }],
    ["the switch could not be read", { isForced: null }],
    ["a drill was in progress", { isDrillInProgress: true }],
  ];
  for (const [title, seen] of breaks) {
    it(`begins a new count after a minute in which ${title}`, () => {
      assert.deepEqual(holds([onPrimary, ...times(3), seen, ...times(4)]), [8]);
    });
    it(`never holds in a minute in which ${title}`, () => {
      assert.deepEqual(holds([onPrimary, ...times(10, seen)]), []);
    });
  }

  it("never holds for a primary that never was healthy", () => {
    assert.deepEqual(holds(times(10)), []);
    assert.deepEqual(holds([{ isHealthy: { primary: true, backup: false } }, ...times(4)]), [4]);
  });

  it("lets traffic go home when a person takes the switch off", () => {
    const stillOnBackup = times(2);
    const home = times(3, onPrimary);
    assert.deepEqual(holds([onPrimary, ...times(20, { isForced: true }), ...stillOnBackup, ...home]), []);
  });

  it("holds anew when the switch is taken off while the primary is down", () => {
    assert.deepEqual(holds([onPrimary, { isForced: true }, ...times(4)]), [5]);
  });

  it("goes by what was last seen of drills when their region is lost", () => {
    const silent = times(4, { isDrillInProgress: null });
    assert.deepEqual(holds([onPrimary, ...silent]), [4]);
    assert.deepEqual(holds([{ ...onPrimary, isDrillInProgress: true }, ...silent]), []);
    assert.deepEqual(holds([{ ...onPrimary, isDrillInProgress: null }, ...silent]), []);
  });

  it("takes looks up to 150 s apart for consecutive", () => {
    const after = (gapMs: number) => [
      { ...onPrimary, atMs: 0 },
      { atMs: 60_000 },
      { atMs: 60_000 + gapMs },
      { atMs: 240_000 },
    ];
    assert.deepEqual(holds(after(150_000)), [3]);
    assert.deepEqual(holds(after(150_001)), []);
  });

  it("counts minutes and not looks", () => {
    const twiceAMinute = Array.from({ length: 8 }, (_, index) => ({ atMs: (index + 2) * 30_000 }));
    // The first at 1:00, so three minutes are over at 4:00.
    assert.deepEqual(holds([{ ...onPrimary, atMs: 0 }, ...twiceAMinute]), [7, 8]);
  });

  it("lets the last look come ten seconds early, and no more", () => {
    const early = [{ ...onPrimary, atMs: 0 }, { atMs: 60_000 }, { atMs: 120_000 }];
    assert.deepEqual(holds([...early, { atMs: 229_999 }]), []);
    assert.deepEqual(holds([...early, { atMs: 230_000 }]), [3]);
  });

  it("remembers what it must", () => {
    const { memory } = decideHold(emptyMemory, { atMs: 60_000, ...onPrimary }, 3);
    assert.deepEqual(memory, {
      lookedAtMs: 60_000,
      settledSinceMs: null,
      wasPrimaryEverHealthy: true,
      wasDrillInProgress: false,
    });
    const next = decideHold(memory, { atMs: 120_000, ...onBackup, isDrillInProgress: null }, 3);
    assert.deepEqual(next.memory, {
      lookedAtMs: 120_000,
      settledSinceMs: 120_000,
      wasPrimaryEverHealthy: true,
      wasDrillInProgress: false,
    } satisfies LatchMemory);
  });

  it("never causes: whatever was seen before, it holds only while the backup answers, well, and the switch is off", () => {
    const maybe = fc.constantFrom(true, false, null);
    const sight = fc.record({
      answeringSite: fc.constantFrom("primary" as const, "backup" as const, null),
      isHealthy: fc.record({ primary: fc.boolean(), backup: fc.boolean() }),
      isForced: maybe,
      isDrillInProgress: maybe,
    });
    const history = fc.array(fc.oneof(sight, fc.constant(onBackup)), { maxLength: 30 });
    fc.assert(
      fc.property(history, (sights) => {
        for (const minute of holds(sights)) {
          const since = sights.slice(minute - 3, minute + 1);
          assert.equal(since.length, 4);
          for (const { answeringSite, isHealthy, isForced, isDrillInProgress } of since) {
            assert.deepEqual([answeringSite, isHealthy.backup, isForced], ["backup", true, false]);
            assert.notEqual(isDrillInProgress, true);
          }
        }
      }),
    );
  });
});
