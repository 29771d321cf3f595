import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PartialFailure } from "./awsProvider";

/** A gRPC method from a plain function; what the function throws is the call's error. */
export function answering<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    new Promise<Response>((resolve) => {
      resolve(answer(request));
    }).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        const metadata = error instanceof PartialFailure ? halfMade(error) : new grpc.Metadata();
        callback({ code: grpc.status.UNKNOWN, message, details: message, metadata });
      },
    );
  };
}

/**
 * Serves a plugin on a port that the system chooses, and prints it: that is how the engine finds a plugin. It ends with
 * the engine, which ends some plugins only when it ends well itself.
 */
export function serve(
  definition: grpc.ServiceDefinition,
  implementation: grpc.UntypedServiceImplementation,
): void {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(definition, implementation);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit();
  }, 1_000);
}

/** A message's properties as plain values; none for none. */
export function plain(properties: Struct | undefined): Record<string, unknown> {
  return properties?.toJavaScript() ?? {};
}

/** Plain values as a message's properties. */
export function struct(values: Readonly<Record<string, unknown>>): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

/** Tells the engine that the resource is there although its creation failed (pulumi/provider.proto). */
function halfMade({ message, resource: { id, inputs, outputs } }: PartialFailure): grpc.Metadata {
  const failed = new ErrorResourceInitFailed();
  failed.setId(id);
  failed.setProperties(struct({ ...inputs, ...outputs }));
  failed.setInputs(struct(inputs));
  failed.setReasonsList([message]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(detail);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return metadata;
}
