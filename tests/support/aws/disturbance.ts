import type { AwsAnswer, AwsCall } from "./awsCall";
import type { Step } from "./layer";
import { refused, xml, type Refusal } from "./refusal";

/** Trouble that AWS makes. */
export interface Disturbance {
  readonly kind: "throttled" | "serverErrorPage" | "expiredCredentials" | "noCapacity" | "noRights";
  /** The calls that meet it, such as `ec2:StartInstances`. Default: all. */
  readonly operations?: readonly string[];
  /** How many calls meet it. Default: all, until it is ended. */
  readonly times?: number;
}

/** Whatever disturbs the calls at the moment. */
export interface Disturbances {
  readonly step: Step;
  /** Lets AWS make trouble from the next call on; returns what ends it. */
  begin(disturbance: Disturbance): () => void;
}

/** No disturbance yet. What is disturbed never reaches what comes after. */
export function newDisturbances(): Disturbances {
  const active = new Map<Disturbance, { left: number }>();
  return {
    step: (call, next) => {
      const name = `${call.service}:${call.operation}`;
      const met = [...active].find(
        ([{ operations }, { left }]) => left > 0 && operations?.includes(name) !== false,
      );
      if (!met) return next(call);
      met[1].left -= 1;
      return Promise.resolve(answerTo(call, met[0].kind));
    },
    begin: (disturbance) => {
      active.set(disturbance, { left: disturbance.times ?? Infinity });
      return () => {
        active.delete(disturbance);
      };
    },
  };
}

function answerTo(call: AwsCall, kind: Disturbance["kind"]): AwsAnswer {
  const { status, message, codes } = troubles[kind];
  // As moto itself fails: a page for people, of which an SDK makes nothing.
  if (kind === "serverErrorPage") return xml(status, `<!doctype html><title>500</title><h1>${message}</h1>`);
  const code = codes[call.service] ?? codes["others"];
  return refused(call, { status, message, code: code ?? kind });
}

/** Codes by service: EC2's and S3's references, "Error codes"; "Common error types" of the others. */
const troubles: Readonly<
  Record<Disturbance["kind"], Omit<Refusal, "code"> & { readonly codes: Readonly<Record<string, string>> }>
> = {
  throttled: {
    status: 400,
    message: "Rate exceeded",
    codes: {
      ec2: "RequestLimitExceeded",
      s3: "SlowDown",
      ssm: "ThrottlingException",
      monitoring: "ThrottlingException",
      scheduler: "ThrottlingException",
      others: "Throttling",
    },
  },
  serverErrorPage: { status: 500, message: "Internal Server Error", codes: {} },
  expiredCredentials: {
    status: 400,
    message: "The security token included in the request is expired",
    codes: {
      ec2: "RequestExpired",
      ssm: "ExpiredTokenException",
      monitoring: "ExpiredTokenException",
      scheduler: "ExpiredTokenException",
      others: "ExpiredToken",
    },
  },
  noCapacity: {
    status: 500,
    message: "Insufficient capacity.",
    codes: { others: "InsufficientInstanceCapacity" },
  },
  noRights: {
    status: 403,
    message: "You are not authorized to perform this operation.",
    codes: { ec2: "UnauthorizedOperation", s3: "AccessDenied", others: "AccessDeniedException" },
  },
};
