import { Listr, type ListrTask } from "listr2";
import type { Output } from "./surroundings";

/** Shows what long work is doing. */
export interface Progress {
  /** Runs one step of the work under a title; a step that yields false has not reached what it waited for. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** Something has happened within the step; `isNews` when it deserves a line that stays. */
  say(text: string, isNews: boolean): void;
}

/** Shows nothing. */
export const silentProgress: Progress = {
  step: (_title, work) => work(),
  say: () => undefined,
};

/** A line for each step when it begins, and for each news: for logs and pipes. */
export function plainProgress(output: Output): Progress {
  return {
    step: (title, work) => {
      output.write(`${title}\n`);
      return work();
    },
    say: (text, isNews) => {
      if (isNews) output.write(`  ${text}\n`);
    },
  };
}

/** A spinner for the step that runs, with the latest that happened beneath it: for a terminal at stdout. */
export function liveProgress(): Progress {
  let show: (text: string) => void = () => undefined;
  return {
    step: async <T>(title: string, work: () => Promise<T>) => {
      let result: Promise<T> | undefined;
      const task: ListrTask = {
        title,
        task: async (_context, wrapper) => {
          show = (text) => {
            wrapper.output = text;
          };
          result = work();
          if ((await result) === false) throw new Error(title);
        },
      };
      // The signals are the command's own: it has something to restore before it ends.
      const options = { registerSignalListeners: false, exitOnError: false } as const;
      await new Listr([task], { ...options, rendererOptions: { showErrorMessage: false } }).run();
      return result as Promise<T>;
    },
    say: (text) => {
      show(text);
    },
  };
}
