/** The time axis of a report: where an instant lies on it, as a share of the plot's width. */
import { scaleLinear } from "d3-scale";
import type { Report } from "./schema";

/** Positions on the axis. */
export interface Axis {
  /** Of an instant since the start, as a percentage of the width; what lies outside is drawn at the edge. */
  readonly percent: (seconds: number) => string;
  /** The same in `axisUnits`. */
  readonly units: (seconds: number) => number;
  /** Round seconds after the fault (after the start, when nothing was broken). */
  readonly ticks: readonly { readonly atSeconds: number; readonly label: string }[];
}

/** Width of the plot in units of its paths. */
export const axisUnits = 1000;

/** An axis from the start to the end of the rehearsal, at least a second long. */
export function timeAxis({ endSeconds, faultSeconds }: Pick<Report, "endSeconds" | "faultSeconds">): Axis {
  const lastSeconds = Math.max(1, endSeconds);
  const zeroSeconds = faultSeconds ?? 0;
  const scale = scaleLinear([0, lastSeconds], [0, axisUnits]).clamp(true);
  const units = (seconds: number) => Math.round(scale(seconds) * 10) / 10;
  const ticks = scaleLinear([-zeroSeconds, lastSeconds - zeroSeconds], [0, axisUnits]).ticks(8);
  return {
    units,
    percent: (seconds) => `${Math.round(scale(seconds) * 10) / 100}%`,
    ticks: ticks.map((tick) => ({
      atSeconds: tick + zeroSeconds,
      label: String(tick).replace("-", "\u2212"),
    })),
  };
}
