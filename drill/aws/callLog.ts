import type { AwsClients, Service } from "./clients";

/** A request to AWS as it ended: evidence that support and CloudTrail know by its id. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  /** Null: AWS has given none, or nobody has heard of an answer. */
  readonly requestId: string | null;
  /** The name of what it failed with; null: it succeeded. */
  readonly error: string | null;
  /** Wall time, ISO 8601. */
  readonly at: string;
}

/** The same clients, each of whose calls is told when it has ended, however that is. */
export function loggedClients(
  clients: AwsClients,
  now: () => Date,
  onCall: (call: AwsCall) => void,
): AwsClients {
  const known = new WeakSet<object>();
  const logged = <S extends Service<unknown, LoggableClient>>(service: S): S => {
    const { client } = service;
    if (known.has(client)) return service;
    known.add(client);
    client.middlewareStack.add(
      (next, { clientName, commandName }) =>
        async (given) => {
          const tell = (requestId: string | undefined, error: string | null): void => {
            onCall({
              service: (clientName ?? "").replace(/Client$/, ""),
              operation: (commandName ?? "").replace(/Command$/, ""),
              requestId: requestId ?? null,
              error,
              at: now().toISOString(),
            });
          };
          try {
            const answer = await next(given);
            tell(answer.output.$metadata.requestId, null);
            return answer;
          } catch (thrown) {
            const { name, $metadata } = thrown as Partial<Error & Answer["output"]>;
            tell($metadata?.requestId, name ?? String(thrown));
            throw thrown;
          }
        },
      { step: "initialize", name: "callLog" },
    );
    return service;
  };
  return {
    cloudWatch: (region) => logged(clients.cloudWatch(region)),
    ec2: (region) => logged(clients.ec2(region)),
    route53: () => logged(clients.route53()),
    s3: (region) => logged(clients.s3(region)),
    scheduler: (region) => logged(clients.scheduler(region)),
    sns: (region) => logged(clients.sns(region)),
    ssm: (region) => logged(clients.ssm(region)),
    sts: (region) => logged(clients.sts(region)),
  };
}

interface Answer {
  readonly output: { readonly $metadata: { readonly requestId?: string | undefined } };
}

type Handler = (given: never) => Promise<Answer>;

/** As much of an SDK client as the log needs. */
interface LoggableClient {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler, context: { clientName?: string; commandName?: string }) => Handler,
      options: { readonly step: "initialize"; readonly name: string },
    ): void;
  };
}
