import type { Status } from "../drill/aws/sights/status";
import { switchLines } from "./overrideText";
import { visible } from "./visibleText";

/** A look at a stack for people: one screen, what is amiss last. */
export function statusText(status: Status): string {
  const { stack, accountId, hostname, topologyFrom, findings, unseen } = status;
  const lines = [
    `${hostname}, stack ${stack}, account ${accountId}; its parts by ${topologyFrom}`,
    ...section("SITES", status.sites.map(siteRow)),
    ...section("CHECKS", status.checks.flatMap(checkRows)),
    ...section("ANSWERS", status.answers.map(answerRow)),
    ...section("SWITCH", switchRows(status.operatorSwitch)),
    ...section("ALARMS", alarmRows(status)),
    ...section("DRILLS", [drillRow(status.drill)]),
    ...(findings.length > 0
      ? section(
          "FINDINGS",
          findings.map((finding) => [finding]),
        )
      : []),
    ...(unseen.length > 0
      ? section(
          "NOT SEEN",
          unseen.map((reason) => [reason]),
        )
      : []),
    "",
    status.isWell ? "WELL: everything is healthy, and known." : verdict(findings.length, unseen.length),
  ];
  return `${lines.map(visible).join("\n")}\n`;
}

type Row = readonly string[];

/** Rows beneath a title, their columns aligned; the last column is as long as it is. */
function section(title: string, rows: readonly Row[]): string[] {
  const widthOf = (column: number) =>
    Math.max(...rows.filter((row) => column < row.length - 1).map((row) => row[column]?.length ?? 0), 0);
  const lineOf = (row: Row) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widthOf(column)))).join("  ");
  return ["", title, ...rows.map((row) => `  ${lineOf(row)}`.trimEnd())];
}

function siteRow({
  role,
  region,
  publicIp,
  isHealthy,
  httpStatus,
  contentVersion,
  problem,
}: Status["sites"][number]): Row {
  const content = contentVersion === null ? "" : `, content ${contentVersion}`;
  return [
    role,
    region,
    publicIp,
    isHealthy ? "healthy" : "UNHEALTHY",
    problem ?? `${httpStatus ?? ""}${content}`,
  ];
}

function checkRows({ label, isHealthy, ...check }: Status["checks"][number]): Row[] {
  const { checkers, healthyCheckers, unhealthyRegions, lastFailure, isInverted, isDisabled } = check;
  const flags = [...(isInverted === true ? ["inverted"] : []), ...(isDisabled === true ? ["DISABLED"] : [])];
  const seeing =
    checkers === 0 ? "no checker reports" : `${healthyCheckers ?? 0} of ${checkers} checkers see it healthy`;
  const votes = checkers === null ? [] : [seeing];
  const state = isHealthy === null ? "unknown" : isHealthy ? "healthy" : "UNHEALTHY";
  const row = [label, state, [...votes, ...flags].join(", ")];
  // A switch that is off is not there, which is a failure of its endpoint and none of ours.
  if (isInverted === true || unhealthyRegions.length === 0) return [row];
  const failure =
    lastFailure === null ? [] : [["", "", `last failure, ${lastFailure.region}: ${lastFailure.reason}`]];
  return [row, ["", "", `unhealthy from ${unhealthyRegions.join(", ")}`], ...failure];
}

function answerRow({ server, addresses, site }: Status["answers"][number]): Row {
  if (addresses === null) return [server, "unknown"];
  return [server, addresses.join(", ") || "nothing", site === null ? "NEITHER SITE" : `the ${site}`];
}

function switchRows(operatorSwitch: Status["operatorSwitch"]): Row[] {
  const lines = operatorSwitch === null ? ["the stack has none"] : switchLines(operatorSwitch);
  return lines.map((line) => [line]);
}

function alarmRows({ alarms, unconfirmed, unseen }: Status): Row[] {
  const rows: Row[] = [
    ...alarms.map(({ region, name, state }) => [state ?? "MISSING", region, name]),
    ...unconfirmed.map(({ endpoint, region }) => ["UNCONFIRMED", region, `mails to ${endpoint}`]),
  ];
  if (rows.length > 0) return rows;
  const isSeen = !unseen.some((reason) => /^(alarms in|subscriptions of) /.test(reason));
  return [[isSeen ? "none is raised, every subscription is confirmed" : "none of those seen is raised"]];
}

function drillRow(drill: Status["drill"]): Row {
  if (drill === null) return ["none is known"];
  const { fault, startedAt, principal } = drill;
  return [drill.verdict ?? "IN PROGRESS", fault, `began ${startedAt}, by ${principal}`];
}

function verdict(findings: number, unseen: number): string {
  const parts = [
    ...(findings > 0 ? [`${findings} ${findings === 1 ? "finding" : "findings"}`] : []),
    ...(unseen > 0 ? [`${unseen} ${unseen === 1 ? "thing" : "things"} not seen`] : []),
  ];
  return `NOT WELL: ${parts.join(", ")}.`;
}
