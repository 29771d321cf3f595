import assert from "node:assert/strict";
import { resolve } from "node:path";
import { InterruptedError } from "../../cli/errors";
import { processSurroundings } from "../../cli/surroundings";

type Listener = (...args: unknown[]) => void;

const wishes: readonly { name: string; emitter: NodeJS.EventEmitter; event: string }[] = [
  { name: "Ctrl-C", emitter: process, event: "SIGINT" },
  { name: "a kill", emitter: process, event: "SIGTERM" },
  { name: "a terminal that closes", emitter: process, event: "SIGHUP" },
  { name: "a reader of stdout who goes away", emitter: process.stdout, event: "error" },
  { name: "a reader of stderr who goes away", emitter: process.stderr, event: "error" },
];

/** Calls `processSurroundings` and takes its listeners off again: by wish, what it put in place. */
function installed() {
  const before = wishes.map(({ emitter, event }) => new Set<unknown>(emitter.listeners(event)));
  const surroundings = processSurroundings();
  const listeners = wishes.map(({ emitter, event }, index) => {
    const added = (emitter.listeners(event) as Listener[]).filter(
      (listener) => !before[index]?.has(listener),
    );
    for (const listener of added) emitter.removeListener(event, listener);
    return added;
  });
  return { surroundings, listeners };
}

describe("cli/surroundings", () => {
  for (const [index, { name, event }] of wishes.entries()) {
    it(`takes ${name} for the wish to stop, as often as it comes`, () => {
      const { surroundings, listeners } = installed();
      const [listener, ...more] = listeners[index]!;
      assert.deepEqual([surroundings.signal.aborted, more.length], [false, 0]);
      listener!(event);
      listener!(event);
      assert.ok(surroundings.signal.reason instanceof InterruptedError);
    });
  }

  it("is at home in the folder of Pulumi.yaml, and counts from the start of the process", () => {
    const { projectDirectory, elapsedSeconds, argv } = installed().surroundings;
    assert.equal(projectDirectory, resolve(__dirname, "../.."));
    assert.deepEqual(argv, process.argv.slice(2));
    assert.ok(Math.abs(elapsedSeconds() - process.uptime()) < 1);
  });
});
