import type { AwsAnswer, AwsCall } from "./awsCall";

/** How an API refuses: an HTTP status, the error's code, and what it says to people. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** A refusal in the form of the called service's protocol (Smithy specification, "AWS protocols", "Error serialization"). */
export function refused(
  { service }: Pick<AwsCall, "service">,
  { status, code, message }: Refusal,
): AwsAnswer {
  const error = `<Code>${code}</Code><Message>${message}</Message>`;
  switch (service) {
    case "ec2":
      return xml(
        status,
        `<Response><Errors><Error>${error}</Error></Errors><RequestID>r</RequestID></Response>`,
      );
    case "s3":
      return xml(status, `<Error>${error}<RequestId>r</RequestId></Error>`);
    case "ssm":
    case "monitoring":
    case "scheduler":
      return {
        status,
        headers: { "Content-Type": "application/json", "X-Amzn-ErrorType": code },
        body: Buffer.from(JSON.stringify({ __type: code, message, Message: message })),
      };
    default:
      return xml(
        status,
        `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>r</RequestId></ErrorResponse>`,
      );
  }
}

/** An answer in XML. */
export function xml(status: number, text: string): AwsAnswer {
  return { status, headers: { "Content-Type": "text/xml" }, body: Buffer.from(text) };
}
