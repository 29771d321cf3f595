import type { AwsClients } from "../../../drill/aws/clients";

/** A call that was made: the service with its region, the command's name, what it was told. */
export type FakeCall = readonly [service: string, command: string, input: unknown];

/** Answers a command; what it throws, the call rejects with. */
export type FakeAnswers = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>;

interface FakeCommand {
  readonly name: string;
  readonly input: Record<string, unknown>;
}

/** Clients without the SDK: each command is answered by its name, and any other rejects. */
export function fakeClients(answers: FakeAnswers): {
  readonly clients: AwsClients;
  readonly calls: FakeCall[];
} {
  const calls: FakeCall[] = [];
  // Whatever command the code under test constructs, by its name.
  const sdk = new Proxy(
    {},
    {
      get: (_target, name) =>
        class {
          readonly name = String(name).replace(/Command$/, "");
          constructor(readonly input: Record<string, unknown>) {}
        },
    },
  );
  const service =
    (kind: string) =>
    (region = "global") => ({
      sdk,
      client: {
        send: ({ name, input }: FakeCommand, { abortSignal }: { abortSignal: AbortSignal }) => {
          calls.push([`${kind} ${region}`, name, input]);
          return Promise.resolve().then(() => {
            abortSignal.throwIfAborted();
            const answer = answers[name];
            if (!answer) throw new Error(`nobody answers ${name}`);
            return answer(input);
          });
        },
      },
    });
  const kinds = ["cloudWatch", "ec2", "route53", "s3", "scheduler", "sns", "ssm", "sts"];
  const clients = Object.fromEntries(kinds.map((kind) => [kind, service(kind)]));
  return { clients: clients as unknown as AwsClients, calls };
}

/** An error as the SDK throws it. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
