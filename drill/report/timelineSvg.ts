import { timeAxis, type Axis } from "./axis";
import type { LaneGroup } from "./laneKinds";
import { markup, type Markup } from "./markup";

/** The plot's left margin in `style.ts`. */
const labelPx = 104;
const marksPx = 38;
const headingPx = 26;
const axisPx = 34;

/** What a timeline shows: the lanes, and across all of them the fault, the restore and the time that was allowed. */
export interface Timeline {
  readonly title: string;
  /** What came of it, in a sentence. */
  readonly sentence: string;
  readonly fault: string;
  readonly faultSeconds: number | null;
  readonly restoreSeconds: number | null;
  readonly endSeconds: number;
  readonly allowed: readonly Allowed[];
  readonly groups: (axis: Axis) => readonly LaneGroup[];
}

/** A stretch of time within which clients must have followed. */
export interface Allowed {
  readonly fromSeconds: number;
  readonly worstSeconds: number;
  readonly label: string;
}

/**
 * The timeline as one SVG as wide as its place: positions are percentages, texts keep their size on any screen. It
 * needs the rules of `style.ts` around it.
 */
export function timelineSvg(timeline: Timeline): Markup {
  const axis = timeAxis(timeline);
  const groups = timeline.groups(axis);
  const lanesPx = groups.reduce((sum, group) => sum + groupPx(group), 0);
  const bottomPx = marksPx + lanesPx;
  return markup`<svg class="timeline" role="img" aria-labelledby="timeline-title timeline-desc" height="${bottomPx + axisPx}">
<title id="timeline-title">${timeline.title}</title>
<desc id="timeline-desc">${description(timeline, groups)}</desc>
<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="dead-ground"/><rect width="1.5" height="6" class="dead-line"/></pattern></defs>
${allowedBands(timeline, axis, bottomPx)}${gridLines(axis, bottomPx)}
${drawGroups(groups)}
${moments(timeline, axis, bottomPx)}${axisLabels(timeline, axis, bottomPx)}
</svg>`;
}

function groupPx({ lanes }: LaneGroup): number {
  return lanes.reduce((sum, { heightPx }) => sum + heightPx, headingPx);
}

function description(
  { sentence, faultSeconds, restoreSeconds }: Timeline,
  groups: readonly LaneGroup[],
): string {
  const at = (seconds: number | null) => (seconds === null ? "never" : `at ${seconds.toFixed(1)} s`);
  const told = groups.flatMap(({ lanes }) => lanes.map(({ title }) => title));
  return `Times since the start. Fault ${at(faultSeconds)}, restored ${at(restoreSeconds)}. ${sentence} ${told.join(". ")}.`;
}

function allowedBands({ allowed, endSeconds }: Timeline, axis: Axis, bottomPx: number): Markup[] {
  return allowed.map(({ fromSeconds, worstSeconds, label }) => {
    const toSeconds = Math.min(fromSeconds + worstSeconds, Math.max(endSeconds, fromSeconds));
    const from = axis.units(fromSeconds);
    const width = `${Math.round((axis.units(toSeconds) - from) * 10) / 100}%`;
    const x = axis.percent(fromSeconds);
    const middle = axis.percent((fromSeconds + toSeconds) / 2);
    const isTooNarrow = axis.units(toSeconds) - from < label.length * unitsOfLetter;
    const name = isTooNarrow
      ? []
      : markup`<text class="budget-label" x="${middle}" y="30.5" text-anchor="middle">${label}</text>`;
    return markup`<rect class="budget" x="${x}" width="${width}" y="18" height="${bottomPx - 18}"/><rect class="budget-head" x="${x}" width="${width}" y="18" height="17"/>${name}`;
  });
}

/** What a letter takes on a phone. */
const unitsOfLetter = 22;

function gridLines(axis: Axis, bottomPx: number): Markup[] {
  return axis.ticks.map(({ atSeconds }) => {
    const x = axis.percent(atSeconds);
    return markup`<line class="grid" x1="${x}" x2="${x}" y1="${marksPx}" y2="${bottomPx + 4}"/>`;
  });
}

function drawGroups(groups: readonly LaneGroup[]): Markup[] {
  let y = marksPx;
  return groups.map(({ heading, lanes }) => {
    const head = markup`<text class="heading" x="${-labelPx}" y="${y + 18}">${heading}</text>`;
    y += headingPx;
    const drawn = lanes.map(({ label, heightPx, title, content }) => {
      const labelY = heightPx > 12 ? y + heightPx / 2 + 4 : y + 9;
      const name =
        label === "" ? [] : markup`<text class="label" x="${-labelPx}" y="${labelY}">${label}</text>`;
      const lane = markup`${name}<svg y="${y}" width="100%" height="${heightPx}"><title>${title}</title>${content}</svg>\n`;
      y += heightPx;
      return lane;
    });
    return markup`${head}${drawn}`;
  });
}

/** The fault and the restore; a mark near the right edge is named to its left. */
function moments({ faultSeconds, restoreSeconds, fault }: Timeline, axis: Axis, bottomPx: number): Markup[] {
  const mark = (kind: string, seconds: number | null, label: string) => {
    if (seconds === null) return [];
    const x = axis.percent(seconds);
    const anchor = axis.units(seconds) > 750 ? "end" : "start";
    const words = anchor === "end" ? `${label} \u25BC` : `\u25BC ${label}`;
    return [
      markup`<line class="moment ${kind}" x1="${x}" x2="${x}" y1="14" y2="${bottomPx}"/><text class="moment-label ${kind}" x="${x}" y="11" text-anchor="${anchor}">${words}</text>`,
    ];
  };
  return [...mark("fault", faultSeconds, fault), ...mark("restore", restoreSeconds, "restored")];
}

function axisLabels({ faultSeconds }: Timeline, axis: Axis, bottomPx: number): Markup[] {
  const since = faultSeconds === null ? "the start" : "the fault";
  return [
    ...axis.ticks.map(
      ({ atSeconds, label }, index) =>
        markup`<text class="tick${index % 2 ? " second" : ""}" x="${axis.percent(atSeconds)}" y="${bottomPx + 16}" text-anchor="middle">${label}</text>`,
    ),
    markup`<text class="tick" x="100%" y="${bottomPx + 30}" text-anchor="end">seconds after ${since}</text>`,
  ];
}
