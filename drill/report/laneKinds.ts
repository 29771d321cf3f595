/** The kinds of lanes that a timeline is drawn of: probes of one who asks, the share of healthy checkers, bands. */
import { area, curveStepAfter, line } from "d3-shape";
import { axisUnits, type Axis } from "./axis";
import { markup, type Markup } from "./markup";
import type { Report } from "./schema";

/** A lane: its name at the left (none where the lane above speaks for it), its height in px, what happens in it. */
export interface Lane {
  readonly label: string;
  readonly heightPx: number;
  /** What a reader hears or sees when pointing at the lane. */
  readonly title: string;
  readonly content: Markup;
}

/** Lanes that belong together. */
export interface LaneGroup {
  readonly heading: string;
  readonly lanes: readonly Lane[];
}

type Check = Report["timeline"]["checks"][number];
type Checker = Check["checkers"][number];

const proberPx = 10;

/** One who probes: a checker, or the drill itself. */
export interface Prober {
  /** What stands at the left; none where the lane above speaks for it. */
  readonly label: string;
  readonly name: string;
  readonly probes: readonly Omit<Checker["probes"][number], "reason">[];
  /** What it holds from when to when. */
  readonly opinions: Checker["opinions"];
}

/** Passing probes are small, failing ones as long as they took: not by their colour alone can they be told apart. */
export function proberLane({ label, name, probes, opinions }: Prober, axis: Axis): Lane {
  const passed = probes.filter((probe) => probe.passed);
  const failed = probes.filter((probe) => !probe.passed);
  const dots = passed.map(({ atSeconds }) => `M${axis.units(atSeconds)} 3v3`).join("");
  const bars = failed.map(({ startedAtSeconds, atSeconds }) => {
    const from = axis.units(startedAtSeconds);
    return `M${from} 4.5H${Math.max(from + 3, axis.units(atSeconds))}`;
  });
  const told =
    probes.length > 0
      ? `${probes.length} probes, ${failed.length} failed`
      : opinions
          .map(({ healthy, fromSeconds }) => `${health(healthy)} from ${fromSeconds.toFixed(1)} s`)
          .join(", ");
  const content = markup`${opinions.map(
    ({ fromSeconds, toSeconds, healthy }) =>
      markup`<rect class="${healthy ? "believes" : "doubts"}" y="1" height="8" ${across(axis, fromSeconds, toSeconds)}/>`,
  )}${paths(proberPx, markup`<path class="passed" d="${dots}"/><path class="failed" d="${bars.join("")}"/>`)}`;
  return { label, heightPx: proberPx, title: `${name}: ${told}`, content };
}

function health(isHealthy: boolean): string {
  return isHealthy ? "healthy" : "unhealthy";
}

const checkPx = 46;

/** Developer guide, "How Route 53 determines the status of health checks": healthy above 18 % of the checkers. */
const healthyShare = 0.18;

/** How many checkers hold an endpoint healthy, and what comes of it for their check. */
export function shareLane({ label, states }: Pick<Check, "label" | "states">, axis: Axis): Lane {
  const last = states.at(-1);
  const points = [...states, ...(last ? [{ ...last, fromSeconds: last.toSeconds }] : [])];
  const x = ({ fromSeconds }: (typeof points)[number]) => axis.units(fromSeconds);
  const heightOf = (share: number) => Math.round((checkPx - 4 - share * (checkPx - 10)) * 10) / 10;
  const y = (point: (typeof points)[number]) => heightOf(point.healthyCheckers / point.checkers);
  const fill = area<(typeof points)[number]>().x(x).y0(heightOf(0)).y1(y).curve(curveStepAfter);
  const edge = line<(typeof points)[number]>().x(x).y(y).curve(curveStepAfter);
  const limit = heightOf(healthyShare);
  const turns = states.filter(({ healthy }, index) => states[index - 1]?.healthy !== healthy);
  const stretches = turns.map((turn, index) => ({
    ...turn,
    toSeconds: turns[index + 1]?.fromSeconds ?? last?.toSeconds ?? turn.toSeconds,
  }));
  const told = stretches.map(({ healthy, fromSeconds, healthyCheckers, checkers }) => {
    return `${health(healthy)} from ${fromSeconds.toFixed(1)} s (${healthyCheckers} of ${checkers})`;
  });
  return {
    label: label.replace(/^the /, ""),
    heightPx: checkPx,
    title: `${label}: ${told.join(", ")}`,
    content: markup`${stretches
      .filter(({ healthy }) => !healthy)
      .map(
        (stretch) =>
          markup`<rect class="broken" y="2" height="${checkPx - 5}" ${across(axis, stretch.fromSeconds, stretch.toSeconds)}/>`,
      )}${paths(
      checkPx,
      markup`<path class="share" d="${fill(points) ?? ""}"/><path class="edge" d="${edge(points) ?? ""}"/>`,
    )}<line class="limit" x1="0" x2="100%" y1="${limit}" y2="${limit}"/>${stretches
      .filter(({ healthy }) => !healthy)
      .map(({ fromSeconds, toSeconds }) =>
        caption(axis, fromSeconds, toSeconds, checkPx / 2 + 2, "dead", "unhealthy"),
      )}`,
  };
}

const bandPx = 24;

/** A stretch of time in one state; without a site it is hatched, as what is not well. */
export interface Band {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly site: "primary" | "backup" | null;
  readonly word: string;
}

/** Bands side by side, under a label that may be shorter than the name. */
export function bandLane(label: string, bands: readonly Band[], axis: Axis, name = label): Lane {
  const told = bands.map(
    ({ word, fromSeconds, toSeconds }) => `${word} ${fromSeconds.toFixed(1)} to ${toSeconds.toFixed(1)} s`,
  );
  const content = markup`${bands.map(
    ({ fromSeconds, toSeconds, site, word }) =>
      markup`<rect class="${site ?? "broken"}" y="3" height="${bandPx - 6}" rx="3" ${across(axis, fromSeconds, toSeconds)}/>${caption(axis, fromSeconds, toSeconds, bandPx / 2 + 4, site ?? "dead", word)}`,
  )}`;
  return { label, heightPx: bandPx, title: `${name}: ${told.join(", ")}`, content };
}

const unitsOfLetter = 34;

/** A word inside its span; left out where the span is too narrow for it on a phone. */
function caption(
  axis: Axis,
  fromSeconds: number,
  toSeconds: number,
  y: number,
  kind: string,
  word: string,
): Markup {
  const isTooNarrow = axis.units(toSeconds) - axis.units(fromSeconds) < word.length * unitsOfLetter;
  if (isTooNarrow) return markup``;
  return markup`<text class="on-${kind}" x="${axis.percent(fromSeconds)}" dx="7" y="${y}">${word}</text>`;
}

function across(axis: Axis, fromSeconds: number, toSeconds: number): Markup {
  const width = Math.max(1, axis.units(toSeconds) - axis.units(fromSeconds));
  return markup`x="${axis.percent(fromSeconds)}" width="${Math.round(width * 10) / 100}%"`;
}

/** Paths know no percentages: they are drawn in units and stretched to the width. */
function paths(heightPx: number, content: Markup): Markup {
  return markup`<svg viewBox="0 0 ${axisUnits} ${heightPx}" preserveAspectRatio="none" width="100%" height="${heightPx}">${content}</svg>`;
}
