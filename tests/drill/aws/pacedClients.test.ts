import assert from "node:assert/strict";
import type { AwsClients } from "../../../drill/aws/clients";
import { pacedClients } from "../../../drill/aws/pacedClients";
import { manualClock } from "../../support/manualClock";

type Handler = (given: unknown) => Promise<unknown>;
type Middleware = (next: Handler) => Handler;

describe("drill/aws/pacedClients", () => {
  it("keeps the requests to Route 53 apart, each attempt of them, and nobody else's", async () => {
    const added: { readonly middleware: Middleware; readonly where: object }[] = [];
    const client = {
      middlewareStack: {
        add: (middleware: Middleware, where: object) => added.push({ middleware, where }),
      },
    };
    const service = { sdk: {}, client };
    const clients = { route53: () => service, ec2: () => service } as unknown as AwsClients;
    const clock = manualClock();
    const paced = pacedClients(clients, clock);
    assert.equal(paced.ec2("us-east-1"), service);
    assert.equal(added.length, 0);
    assert.equal(paced.route53(), service);
    assert.equal(paced.route53(), service);
    assert.deepEqual(
      added.map(({ where }) => where),
      [{ step: "finalizeRequest", priority: "low", name: "pace" }],
    );
    const sent: number[] = [];
    const send = added[0]!.middleware((given) => {
      sent.push(clock.nowSeconds());
      return Promise.resolve(given);
    });
    const answers = Promise.all([send("a"), send("b")]);
    await clock.advance(0.25);
    assert.deepEqual(await answers, ["a", "b"]);
    assert.deepEqual(sent, [0, 0.25]);
  });
});
