import { monitorEventLoopDelay } from "node:perf_hooks";

/** How far this process has fallen behind its timers: what a loaded machine adds to every measurement. */
export interface LagMeter {
  /** The worst since the start or the last reset, in scenario seconds. */
  worstSeconds(): number;
  reset(): void;
  stop(): void;
}

const resolutionMs = 5;

/** Starts to measure. */
export function startLagMeter(speed: number): LagMeter {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  return {
    // Each sample is the time between two ticks of a timer, so it holds the timer's own period.
    worstSeconds: () => Math.max(0, (delay.max / 1e6 - resolutionMs) / 1000) * speed,
    reset: () => {
      delay.reset();
    },
    stop: () => {
      delay.disable();
    },
  };
}
