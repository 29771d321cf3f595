/** The lanes of a drill on AWS: what was asked directly, what Route 53 saw, where everyone was sent. */
import type { CheckerEvent, CheckEvent, RehearsalEvent } from "../../../rehearsal/events";
import { recordCheckId, siteCheckId } from "../../../rehearsal/siteCheck";
import type { Axis } from "../../report/axis";
import { bandLane, proberLane, shareLane, type Lane, type LaneGroup } from "../../report/laneKinds";
import { answerBands, visitBands } from "../../report/lanes";
import { answerSpans, spans, visitRow } from "../../report/rows";
import { shopperLabel } from "../../report/words";
import { checkLabel } from "../../wiring";
import type { Watched } from "../measured";

/** What the lanes are made of. */
export interface DrillScene {
  readonly events: readonly RehearsalEvent[];
  readonly watched: Watched;
  readonly endSeconds: number;
}

/** All lanes, from cause to effect; a group of which nothing was observed is left out. */
export function drillLanes(scene: DrillScene, axis: Axis): LaneGroup[] {
  return [
    { heading: "The sites, asked directly", lanes: siteLanes(scene, axis) },
    { heading: "Checkers of the primary's check", lanes: checkerLanes(scene, axis) },
    { heading: "Healthy checkers", lanes: checkLanes(scene, axis) },
    { heading: "Where name servers send shoppers", lanes: answerLanes(scene, axis, "authoritative") },
    { heading: "Where resolvers send them", lanes: answerLanes(scene, axis, "resolver") },
    { heading: "What shoppers get", lanes: shopperLanes(scene, axis) },
    ...alarmGroups(scene, axis),
  ].filter(({ lanes }) => lanes.length > 0);
}

function siteLanes({ events }: DrillScene, axis: Axis): Lane[] {
  return (["primary", "backup"] as const).flatMap((site) => {
    const probes = events.filter((event) => event.event === "direct").filter((event) => event.site === site);
    if (probes.length === 0) return [];
    const lane = proberLane({ label: site, name: site, probes, opinions: [] }, axis);
    return [{ ...lane, heightPx: 14 }];
  });
}

/** Route 53 tells what each checker holds, and none of its probes. */
function checkerLanes({ events, watched, endSeconds }: DrillScene, axis: Axis): Lane[] {
  const checkId = siteCheckId(watched.stack, "primary");
  const reports = events
    .filter((event): event is CheckerEvent => event.event === "checker" && event.checkId === checkId)
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const names = [...new Set(reports.map(nameOf))];
  let regionAbove = "";
  return names.map((name) => {
    const ofChecker = reports.filter((report) => nameOf(report) === name);
    const region = ofChecker[0]?.region ?? "";
    const label = region === regionAbove ? "" : region;
    regionAbove = region;
    const opinions = ofChecker
      .toSorted((a, b) => a.atSeconds - b.atSeconds)
      .map(({ atSeconds, healthy }) => ({ fromSeconds: atSeconds, healthy }));
    return proberLane({ label, name, probes: [], opinions: spans(opinions, endSeconds) }, axis);
  });
}

function nameOf({ region, checker }: CheckerEvent): string {
  return `${region} ${checker}`;
}

/** A calculated check has no checkers: only what comes of it can be drawn. */
function checkLanes({ events, watched, endSeconds }: DrillScene, axis: Axis): Lane[] {
  const { stack } = watched;
  const ids = [siteCheckId(stack, "primary"), recordCheckId(stack, "primary"), siteCheckId(stack, "backup")];
  return [...new Set(ids)].flatMap((checkId) => {
    const states = events.filter(
      (event): event is CheckEvent => event.event === "check" && event.checkId === checkId,
    );
    if (checkId === null || states.length === 0) return [];
    const label = checkLabel(stack, checkId);
    const held = spans(
      states.map(({ atSeconds, ...state }) => ({ ...state, fromSeconds: atSeconds })),
      endSeconds,
    );
    const isCalculated =
      checkId !== siteCheckId(stack, "primary") && checkId !== siteCheckId(stack, "backup");
    // A moment in which nobody reports has no share.
    if (!isCalculated)
      return [shareLane({ label, states: held.filter(({ checkers }) => checkers > 0) }, axis)];
    const bands = held.map(({ fromSeconds, toSeconds, healthy }) => {
      const word = healthy ? "healthy" : "unhealthy";
      return { fromSeconds, toSeconds, site: healthy ? ("primary" as const) : null, word };
    });
    return [bandLane("the record's", bands, axis, label)];
  });
}

function answerLanes(
  { events, watched, endSeconds }: DrillScene,
  axis: Axis,
  observer: "authoritative" | "resolver",
): Lane[] {
  const servers = observer === "authoritative" ? watched.nameServers : watched.resolvers;
  return servers.flatMap((server) => {
    const answers = events
      .filter((event) => event.event === "answer")
      .filter((answer) => answer.observer === observer && answer.server === server);
    if (answers.length === 0) return [];
    const bands = answerBands(answerSpans(answers, watched.stack, endSeconds));
    return [bandLane(serverLabel(server), bands, axis, server)];
  });
}

/** As much of a server's name as has room: the first label of `ns-1.awsdns-01.org`, an address without its port. */
function serverLabel(server: string): string {
  const address = /^(\d+\.\d+\.\d+\.\d+)(:\d+)?$/.exec(server);
  if (address) return address[1] ?? server;
  return server.includes(" ") ? "resolver" : (server.split(".")[0] ?? server);
}

function shopperLanes({ events, endSeconds }: DrillScene, axis: Axis): Lane[] {
  const pages = events.filter((event) => event.event === "page");
  if (pages.length === 0) return [];
  return [bandLane(shopperLabel("fresh"), visitBands(visitRow(pages, "fresh", endSeconds).spans), axis)];
}

/** Each that went off, under its name, which has no room at the left. */
function alarmGroups({ events, watched, endSeconds }: DrillScene, axis: Axis): LaneGroup[] {
  const turns = events.filter((event) => event.event === "alarm");
  const keys = [...new Set(turns.map(({ alarm, region }) => `${alarm} (${region})`))];
  return keys.map((key) => {
    const states = turns
      .filter(({ alarm, region }) => `${alarm} (${region})` === key)
      .map(({ atSeconds, state }) => ({ fromSeconds: atSeconds, state }));
    const bands = spans(states, endSeconds)
      .filter(({ state }) => state === "ALARM")
      .map(({ fromSeconds, toSeconds }) => ({ fromSeconds, toSeconds, site: null, word: "ALARM" }));
    // A phone has no room for what the names of all the stack's alarms begin with.
    const [, shortKey = key] = key.split(`-${watched.stack.stack}-`, 2);
    return { heading: `Alarm ${shortKey}`, lanes: [bandLane("", bands, axis, key)] };
  });
}
