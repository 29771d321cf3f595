/** The lanes of the timeline: one for each checker, check, observer and kind of shopper. */
import { area, curveStepAfter, line } from "d3-shape";
import { axisUnits, type Axis } from "./axis";
import { markup, type Markup } from "./markup";
import type { Report } from "./schema";
import { observerLabel, shopperLabel } from "./words";

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

/** All lanes, from cause to effect. */
export function laneGroups({ timeline }: Pick<Report, "timeline">, axis: Axis): LaneGroup[] {
  const { checks, answers, shoppers } = timeline;
  return [
    ...checks.map(({ label, checkers }) => ({
      heading: `Checkers of ${label}`,
      lanes: checkers.map((checker, index) => checkerLane(checker, checkers[index - 1]?.name, axis)),
    })),
    { heading: "Healthy checkers", lanes: checks.map(checkLane(axis)) },
    { heading: "Where the name points", lanes: answers.map(answerLane(axis)) },
    { heading: "What shoppers get", lanes: shoppers.map(visitLane(axis)) },
  ].filter(({ lanes }) => lanes.length > 0);
}

type Check = Report["timeline"]["checks"][number];

const checkerPx = 10;

/** Passing probes are small, failing ones as long as they took: not by their colour alone can they be told apart. */
function checkerLane(
  { name, probes, opinions }: Check["checkers"][number],
  nameAbove: string | undefined,
  axis: Axis,
): Lane {
  const regionOf = (checker: string) => checker.replace(/-\d+$/, "");
  const passed = probes.filter((probe) => probe.passed);
  const failed = probes.filter((probe) => !probe.passed);
  const dots = passed.map(({ atSeconds }) => `M${axis.units(atSeconds)} 3v3`).join("");
  const bars = failed.map(({ startedAtSeconds, atSeconds }) => {
    const from = axis.units(startedAtSeconds);
    return `M${from} 4.5H${Math.max(from + 3, axis.units(atSeconds))}`;
  });
  const title = `${name}: ${probes.length} probes, ${failed.length} failed`;
  const content = markup`${opinions.map(
    ({ fromSeconds, toSeconds, healthy }) =>
      markup`<rect class="${healthy ? "believes" : "doubts"}" y="1" height="8" ${across(axis, fromSeconds, toSeconds)}/>`,
  )}${paths(checkerPx, markup`<path class="passed" d="${dots}"/><path class="failed" d="${bars.join("")}"/>`)}`;
  const isFirst = nameAbove === undefined || regionOf(nameAbove) !== regionOf(name);
  return { label: isFirst ? regionOf(name) : "", heightPx: checkerPx, title, content };
}

const checkPx = 46;

/** Developer guide, "How Route 53 determines the status of health checks": healthy above 18 % of the checkers. */
const healthyShare = 0.18;

const checkLane =
  (axis: Axis) =>
  ({ label, states }: Check): Lane => {
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
      const word = healthy ? "healthy" : "unhealthy";
      return `${word} from ${fromSeconds.toFixed(1)} s (${healthyCheckers} of ${checkers})`;
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
  };

const bandPx = 24;

const answerLane =
  (axis: Axis) =>
  ({ observer, spans }: Report["timeline"]["answers"][number]): Lane =>
    bandLane(
      observerLabel(observer),
      spans.map((span) => ({ ...span, word: span.site ?? (span.addresses.join(", ") || span.rcode) })),
      axis,
    );

const visitLane =
  (axis: Axis) =>
  ({ kind, spans }: Report["timeline"]["shoppers"][number]): Lane =>
    bandLane(
      shopperLabel(kind),
      spans.map((span) => ({ ...span, word: span.isServed ? (span.site ?? "a page") : "no page" })),
      axis,
    );

interface Band {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly site: "primary" | "backup" | null;
  readonly word: string;
}

function bandLane(label: string, bands: readonly Band[], axis: Axis): Lane {
  const told = bands.map(
    ({ word, fromSeconds, toSeconds }) => `${word} ${fromSeconds.toFixed(1)} to ${toSeconds.toFixed(1)} s`,
  );
  const content = markup`${bands.map(
    ({ fromSeconds, toSeconds, site, word }) =>
      markup`<rect class="${site ?? "broken"}" y="3" height="${bandPx - 6}" rx="3" ${across(axis, fromSeconds, toSeconds)}/>${caption(axis, fromSeconds, toSeconds, bandPx / 2 + 4, site ?? "dead", word)}`,
  )}`;
  return { label, heightPx: bandPx, title: `${label}: ${told.join(", ")}`, content };
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
