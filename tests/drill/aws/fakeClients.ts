import type { AwsClients } from "../../../drill/aws/clients";

/** One call of an API, as it was asked for. */
export interface ApiCall {
  /** By its name in `AwsClients`. */
  readonly service: string;
  readonly region: string;
  readonly command: string;
  readonly input: Input;
  /** Only there when the call was given an abort signal. */
  readonly hasSignal?: true;
}

type Input = Readonly<Record<string, unknown>>;

/** What each command is answered with. */
export type FakeAnswers = Readonly<Record<string, (input: Input) => object>>;

/**
 * AWS without its SDK. Each call is kept, and answered as the test says: it rejects with what its answer throws, or when
 * its command has no answer. Request ids count from `request-1`.
 */
export function fakeClients(answers: FakeAnswers | ((call: ApiCall) => object)) {
  const calls: ApiCall[] = [];
  const answerTo = typeof answers === "function" ? answers : byCommand(answers);
  // Only Route 53 is asked without a region: it is global, and its API is in us-east-1.
  const service = (name: string, region = "us-east-1") => ({
    sdk,
    client: {
      config: { credentials: () => Promise.resolve({ expiration: new Date("2026-11-23T13:00:00Z") }) },
      send: async ({ command, input }: SdkCommand, { abortSignal }: { abortSignal?: AbortSignal } = {}) => {
        const call = { service: name, region, command, input, ...(abortSignal && signalled) };
        const $metadata = { requestId: `request-${calls.push(call)}` };
        // AWS never answers within the turn in which it is asked.
        await Promise.resolve();
        abortSignal?.throwIfAborted();
        return { $metadata, ...answerTo(call) };
      },
    },
  });
  const names = ["cloudWatch", "ec2", "route53", "s3", "scheduler", "sns", "ssm", "sts"];
  const clients = Object.fromEntries(names.map((name) => [name, (region?: string) => service(name, region)]));
  /** `service region Command`, in the order in which they were asked. */
  const asked = () => calls.map(({ service, region, command }) => `${service} ${region} ${command}`);
  return { clients: clients as unknown as AwsClients, calls, asked };
}

/** An error as the SDK throws it. */
export function awsError(name: string, message: string = name): Error {
  return Object.assign(new Error(message), { name });
}

/** The answer that a call rejects with such an error. */
export const refusing = (name: string, message?: string) => (): never => {
  throw awsError(name, message);
};

const byCommand = (answers: FakeAnswers) => (call: ApiCall) => {
  const answer = answers[call.command];
  if (!answer) throw new Error(`nobody answers ${call.command}`);
  return answer(call.input);
};

type SdkCommand = Pick<ApiCall, "command" | "input">;

const signalled = { hasSignal: true } as const;

/** Stands for any module of the SDK: its commands keep their name and input, its errors are told by their name. */
const sdk: unknown = new Proxy(
  {},
  {
    get: (_module, name: string) =>
      class {
        static [Symbol.hasInstance] = (error: unknown) => error instanceof Error && error.name === name;
        readonly command = name.replace(/Command$/, "");
        constructor(readonly input: Input) {}
      },
  },
);
