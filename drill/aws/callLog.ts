import type { AwsClients, Service } from "./clients";

/** A request to AWS that was answered: evidence that support and CloudTrail know by its id. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readonly requestId: string | null;
  /** Wall time, ISO 8601. */
  readonly at: string;
}

/** The same clients, each of whose calls that succeed is told. */
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
          const answer = await next(given);
          onCall({
            service: (clientName ?? "").replace(/Client$/, ""),
            operation: (commandName ?? "").replace(/Command$/, ""),
            requestId: answer.output.$metadata.requestId ?? null,
            at: now().toISOString(),
          });
          return answer;
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
