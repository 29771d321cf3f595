/** A question to a zone with all that its answer depends on, as a batch writes it and the flags spell it. */
import { closest } from "fastest-levenshtein";
import { isDomainName, printable } from "../route53/names";
import type { Location } from "../route53/policies/choice";
import { isObject, object, oneOf, text, type Shape } from "../route53/shape";
import { recordTypes, type RecordType } from "../route53/types";
import { refuseIfAny } from "./answerProblems";

/** What is stated of a health check or of an alias target. */
export type Health = "healthy" | "unhealthy";

/** A question, the files it is asked of, and the circumstances: what is not stated is healthy, or not located. */
export interface AnswerQuestion {
  /** Path of the output of `aws route53 list-resource-record-sets`. */
  readonly records: string;
  /** Path of the output of `aws route53 list-health-checks`. */
  readonly checks: string;
  readonly name: string;
  readonly type: RecordType;
  /** What is observed of health checks, by id: before Inverted, Disabled and CALCULATED apply. */
  readonly status?: Readonly<Record<string, Health>>;
  /** The health of alias targets outside the zone, by name. */
  readonly target?: Readonly<Record<string, Health>>;
  readonly location?: Location;
}

/** A question that anybody may have written. Throws UserError with a line for each problem. */
export function questionOf(value: unknown): AnswerQuestion {
  refuseIfAny(questionShape(value, ""));
  return value as AnswerQuestion;
}

/** An object of these members and no others: one that is misspelt must not count as left out. */
function exactly(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>>,
): Shape {
  const shape = object(required, optional);
  const names = Object.keys({ ...required, ...optional });
  return (value, path) => {
    const strangers = isObject(value) ? Object.keys(value).filter((name) => !names.includes(name)) : [];
    const at = path === "" ? "" : `${path}.`;
    return [
      ...shape(value, path === "" && !isObject(value) ? "The question" : path),
      ...strangers.map((name) => {
        const short = name.slice(0, 80);
        return `${at}${printable(short)} is not known. Did you mean ${at}${closest(short, names)}?`;
      }),
    ];
  };
}

/** An object of any members whose values are `healthy` or `unhealthy`. */
function healthBy(name: Shape): Shape {
  const health = oneOf(["healthy", "unhealthy"]);
  return (value, path) => {
    if (!isObject(value)) return object({})(value, path);
    return Object.entries(value).flatMap(([key, stated]) => [
      ...name(key, `A name in ${path}`),
      ...health(stated, `${path}.${printable(key.slice(0, 80))}`),
    ]);
  };
}

const domainName: Shape = (value, path) => {
  const problems = text(1, 1024)(value, path);
  if (problems.length > 0 || isDomainName(String(value))) return problems;
  return [`${path} must be a domain name, with labels of 1 to 63 bytes, not "${printable(String(value))}".`];
};

function pattern(regularExpression: RegExp, what: string): Shape {
  return (value, path) => {
    const problems = text(1, 64)(value, path);
    if (problems.length > 0 || regularExpression.test(String(value))) return problems;
    return [`${path} must be ${what}, not "${printable(String(value))}".`];
  };
}

const locationMembers: Shape = exactly(
  {},
  {
    continent: oneOf(["AF", "AN", "AS", "EU", "NA", "OC", "SA"]),
    country: pattern(/^[A-Z]{2}$/, "two capital letters (ISO 3166-1), such as DE"),
    subdivision: pattern(/^[A-Z0-9]{1,3}$/, "one to three capital letters or digits, such as CA"),
    region: pattern(/^[a-z]{2}(-[a-z]+)+-\d+$/, "an AWS region, such as eu-west-1"),
  },
);

const location: Shape = (value, path) => {
  const isLost = isObject(value) && value["subdivision"] !== undefined && value["country"] === undefined;
  return [
    ...locationMembers(value, path),
    ...(isLost ? [`${path}.subdivision says nothing without ${path}.country.`] : []),
  ];
};

const file = text(1, 4096);

const questionShape = exactly(
  { records: file, checks: file, name: domainName, type: oneOf(recordTypes) },
  { status: healthBy(text(1, 64)), target: healthBy(domainName), location },
);
