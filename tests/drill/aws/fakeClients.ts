import type { AwsClients } from "../../../drill/aws/clients";

/** What one request is answered with, by the name of its command without `Command`; an Error is thrown. */
export type FakeAnswers = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>;

/** A command that a fake client was sent. */
export interface SentCommand {
  readonly region: string;
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** An error of the SDK, by its name. */
export class NamedError extends Error {
  constructor(override readonly name: string) {
    super(name);
  }
}

/** AWS without the SDK: any command goes, and what has no answer here is refused. */
export function fakeClients(answers: FakeAnswers): { clients: AwsClients; sent: SentCommand[] } {
  const sent: SentCommand[] = [];
  const sdk = new Proxy({}, { get: (_sdk, name: string) => memberOf(name) });
  const service = (region: string) => ({
    sdk,
    client: {
      config: { credentials: () => Promise.resolve({ expiration: new Date("2026-11-23T13:00:00Z") }) },
      send: async ({ operation, input }: SentCommand) => {
        sent.push({ region, operation, input });
        const answer = answers[operation];
        if (!answer) throw new NamedError("AccessDenied");
        const given = await Promise.resolve(answer(input));
        if (given instanceof Error) throw given;
        return given;
      },
    },
  });
  const clients = new Proxy(
    {},
    {
      get:
        () =>
        (region = "global") =>
          service(region),
    },
  );
  return { clients: clients as AwsClients, sent };
}

/** A class of the SDK: a command, or an error that is told by its name. */
function memberOf(name: string) {
  if (!name.endsWith("Command"))
    return { [Symbol.hasInstance]: (error: unknown) => error instanceof Error && error.name === name };
  return class {
    readonly operation = name.replace(/Command$/, "");
    constructor(readonly input: Record<string, unknown>) {}
  };
}
