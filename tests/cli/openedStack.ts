import type { OpenedStack } from "../../cli/awsStack";
import { fakeClients } from "../drill/aws/fakeClients";
import { sampleTopology } from "../drill/aws/sampleTopology";

/** The small stack of the tests, opened by somebody of its account from a file. */
export function openedStack(change: Partial<OpenedStack> = {}): OpenedStack {
  return {
    topology: sampleTopology(),
    from: "outputs.json",
    clients: fakeClients({}).clients,
    caller: { accountId: "123456789012", arn: "arn:aws:iam::123456789012:user/alice" },
    ...change,
  };
}
