/** The lanes of a rehearsal: one for each checker, check, observer and kind of shopper. */
import type { Axis } from "./axis";
import { bandLane, proberLane, shareLane, type LaneGroup } from "./laneKinds";
import type { Report } from "./schema";
import { observerLabel, shopperLabel } from "./words";

/** All lanes, from cause to effect. */
export function laneGroups({ timeline }: Pick<Report, "timeline">, axis: Axis): LaneGroup[] {
  const { checks, answers, shoppers } = timeline;
  return [
    ...checks.map(({ label, checkers }) => ({
      heading: `Checkers of ${label}`,
      lanes: checkers.map((checker, index) => {
        const region = regionOf(checker.name);
        const isFirst = index === 0 || regionOf(checkers[index - 1]?.name ?? "") !== region;
        return proberLane({ ...checker, label: isFirst ? region : "" }, axis);
      }),
    })),
    { heading: "Healthy checkers", lanes: checks.map((check) => shareLane(check, axis)) },
    {
      heading: "Where the name points",
      lanes: answers.map(({ observer, spans }) =>
        bandLane(observerLabel(observer), answerBands(spans), axis),
      ),
    },
    {
      heading: "What shoppers get",
      lanes: shoppers.map(({ kind, spans }) => bandLane(shopperLabel(kind), visitBands(spans), axis)),
    },
  ].filter(({ lanes }) => lanes.length > 0);
}

function regionOf(checker: string): string {
  return checker.replace(/-\d+$/, "");
}

type Answers = Report["timeline"]["answers"][number]["spans"];
type Visits = Report["timeline"]["shoppers"][number]["spans"];

/** What somebody answered, in a word. */
export function answerBands(spans: Answers) {
  return spans.map((span) => ({ ...span, word: span.site ?? (span.addresses.join(", ") || span.rcode) }));
}

/** What a kind of shopper got, in a word. */
export function visitBands(spans: Visits) {
  return spans.map((span) => ({ ...span, word: span.isServed ? (span.site ?? "a page") : "no page" }));
}
