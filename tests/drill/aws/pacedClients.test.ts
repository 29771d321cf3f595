import assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-route-53";
import type { AwsClients } from "../../../drill/aws/clients";
import { pacedClients } from "../../../drill/aws/pacedClients";
import { manualClock } from "../../support/manualClock";

/** A real client whose requests go nowhere: each is answered at once, as Route 53 answers. */
function route53(
  answers: readonly { readonly statusCode: number; readonly body: string }[],
  sent: () => void,
) {
  let at = 0;
  const handle = () => {
    sent();
    const { statusCode, body } = answers[at++] ?? { statusCode: 500, body: "" };
    return Promise.resolve({ response: { statusCode, headers: {}, body: Buffer.from(body) } });
  };
  const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "none" };
  const client = new sdk.Route53Client({
    region: "us-east-1",
    credentials,
    requestHandler: { handle } as never,
  });
  return { sdk, client };
}

const check = `<GetHealthCheckResponse><HealthCheck><Id>hc</Id></HealthCheck></GetHealthCheckResponse>`;
const throttled = `<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>`;

describe("drill/aws/pacedClients", () => {
  it("keeps requests to Route 53 apart, also one that the SDK makes again, and nobody else's", async () => {
    const clock = manualClock();
    const sent: number[] = [];
    const service = route53(
      [
        { statusCode: 400, body: throttled },
        { statusCode: 200, body: check },
        { statusCode: 200, body: check },
      ],
      () => sent.push(clock.nowSeconds()),
    );
    const clients = { route53: () => service, ec2: () => service } as unknown as AwsClients;
    const paced = pacedClients(clients, clock);
    assert.equal(paced.ec2("us-east-1"), service);
    assert.equal(paced.route53(), paced.route53());
    const command = () => new sdk.GetHealthCheckCommand({ HealthCheckId: "hc" });
    const read = async () => (await paced.route53().client.send(command())).HealthCheck?.Id;
    const ended = Promise.all([read(), read()]);
    const over = new AbortController();
    void ended.finally(() => {
      over.abort();
    });
    // The SDK waits by the wall before it asks again.
    while (!over.signal.aborted) {
      await clock.advance(0.25);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.deepEqual(await ended, ["hc", "hc"]);
    assert.equal(sent.length, 3);
    const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
    assert.ok(
      gaps.every((gap) => gap >= 0.25),
      gaps.join(),
    );
  });
});
