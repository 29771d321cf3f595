import type { AwsClients } from "../../../drill/aws/clients";

/** One call of an API, as it was asked for. */
export interface ApiCall {
  readonly service: string;
  readonly region: string;
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Clients that answer as the test says, and what they were asked; request ids count from `request-1`. */
export function scriptedClients(answer: (call: ApiCall) => object = () => ({})) {
  const calls: ApiCall[] = [];
  const service = (name: string) => (region: string) => ({
    sdk: commands,
    client: {
      send: async ({ command, input }: Command) => {
        const call = { service: name, region, command, input };
        const $metadata = { requestId: `request-${calls.push(call)}` };
        // AWS never answers within the turn in which it is asked.
        await Promise.resolve();
        return { $metadata, ...answer(call) };
      },
    },
  });
  const clients = {
    ...{ cloudWatch: service("cloudwatch"), ec2: service("ec2"), s3: service("s3"), sns: service("sns") },
    ...{ scheduler: service("scheduler"), ssm: service("ssm"), sts: service("sts") },
    route53: () => service("route53")("us-east-1"),
  } as unknown as AwsClients;
  /** `service region Command`, in the order in which they were asked. */
  const asked = () => calls.map(({ service, region, command }) => `${service} ${region} ${command}`);
  return { clients, calls, asked };
}

/** An error as the SDK throws it. */
export function awsError(name: string, message: string = name): Error {
  return Object.assign(new Error(message), { name });
}

interface Command {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Stands for any module of the SDK: `new sdk.AnyCommand(input)` keeps its name and its input. */
const commands: unknown = new Proxy(
  {},
  {
    get: (_module, name: string) =>
      class {
        readonly command = name.replace(/Command$/, "");
        constructor(readonly input: object) {}
      },
  },
);
