import type { AwsClients, Service } from "../../../drill/aws/clients";

/** A call as it is named outside of programs. */
export interface NamedCall {
  /** As in its signature and in the actions of policies: `ec2`, `route53`, `monitoring`, … */
  readonly service: string;
  readonly region: string;
  /** Such as `StartInstances`. */
  readonly operation: string;
  readonly input: object;
}

/** Makes a call. Rejects as the SDK does, and for an operation that it does not know. */
export async function makeCall(clients: AwsClients, call: NamedCall): Promise<unknown> {
  const { service, region, operation, input } = call;
  const services: Readonly<Record<string, (region: string) => Service<object, object>>> = {
    ...clients,
    monitoring: clients.cloudWatch,
  };
  const found = services[service]?.(region);
  const Command = (found?.sdk as Record<string, new (input: object) => object> | undefined)?.[
    `${operation}Command`
  ];
  if (!found || !Command) throw new Error(`The SDK knows no ${service}:${operation}.`);
  return (found.client as { send(command: object): Promise<unknown> }).send(new Command(input));
}
