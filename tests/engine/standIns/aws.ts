/** The plugin `pulumi-resource-aws` of the stand-in: `AwsProvider` on Pulumi's wire. Prints its port, as plugins do. */
import { setTimeout } from "node:timers/promises";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { type IResourceProviderServer, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { version } from "@pulumi/aws/package.json";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { decode, unknownText } from "../../../recording/wire";
import { Account } from "./account";
import { AwsProvider } from "./awsProvider";
import { answering, plain, serve, struct } from "./grpc";

const provider = new AwsProvider(new Account(process.env["STAND_IN_ACCOUNT"] ?? ""));

const service: Partial<IResourceProviderServer> = {
  // The engine refuses to delete what another version of the plugin made.
  getPluginInfo: answering(() => new PluginInfo().setVersion(version)),
  checkConfig: answering((request: rpc.CheckRequest) => new rpc.CheckResponse().setInputs(request.getNews())),
  diffConfig: answering((request: rpc.DiffRequest) => {
    const isElsewhere = plain(request.getOldInputs())["region"] !== plain(request.getNews())["region"];
    return new rpc.DiffResponse().setReplacesList(isElsewhere ? ["region"] : []);
  }),
  configure: answering((request: rpc.ConfigureRequest) => {
    provider.configure(plain(request.getArgs()));
    return new rpc.ConfigureResponse().setSupportspreview(true).setAcceptsecrets(true);
  }),
  check: answering((request: rpc.CheckRequest) => {
    const { inputs, problems } = provider.check(request.getUrn(), plain(request.getNews()));
    const failures = problems.map((reason) => new rpc.CheckFailure().setReason(reason));
    return new rpc.CheckResponse().setInputs(struct(inputs)).setFailuresList(failures);
  }),
  diff: answering((request: rpc.DiffRequest) => {
    const { changed, replacing } = provider.diff(
      request.getUrn(),
      plain(request.getOldInputs()),
      plain(request.getNews()),
      request.getIgnorechangesList(),
    );
    const { DIFF_NONE: none, DIFF_SOME: some } = rpc.DiffResponse.DiffChanges;
    return new rpc.DiffResponse()
      .setChanges(changed.length > 0 ? some : none)
      .setDiffsList(changed)
      .setReplacesList(replacing);
  }),
  create: answering(async (request: rpc.CreateRequest) => {
    const [urn, inputs] = [request.getUrn(), plain(request.getProperties())];
    if (request.getPreview()) {
      const later = Object.fromEntries(provider.outputNames(urn).map((name) => [name, unknownText]));
      return new rpc.CreateResponse().setProperties(struct({ ...inputs, ...later }));
    }
    await setTimeout(provider.delayOf(urn));
    const { id, outputs } = provider.create(urn, decoded(inputs));
    return new rpc.CreateResponse().setId(id).setProperties(struct({ ...inputs, ...outputs }));
  }),
  read: answering((request: rpc.ReadRequest) => {
    const found = provider.read({ urn: request.getUrn(), id: request.getId() });
    if (!found) return new rpc.ReadResponse();
    const { id, inputs, outputs } = found;
    return new rpc.ReadResponse()
      .setId(id)
      .setInputs(struct(inputs))
      .setProperties(struct({ ...inputs, ...outputs }));
  }),
  update: answering((request: rpc.UpdateRequest) => {
    const inputs = plain(request.getNews());
    const before = plain(request.getOlds());
    if (request.getPreview()) return new rpc.UpdateResponse().setProperties(struct({ ...before, ...inputs }));
    const { outputs } = provider.update({
      urn: request.getUrn(),
      id: request.getId(),
      inputs: decoded(inputs),
    });
    return new rpc.UpdateResponse().setProperties(struct({ ...inputs, ...outputs }));
  }),
  delete: answering((request: rpc.DeleteRequest) => {
    provider.delete({ urn: request.getUrn(), id: request.getId() });
    return new Empty();
  }),
  invoke: answering((request: rpc.InvokeRequest) => {
    const result = provider.invoke(request.getTok(), decoded(plain(request.getArgs())));
    return new rpc.InvokeResponse().setReturn(struct(result));
  }),
  cancel: answering(() => new Empty()),
  attach: answering(() => new Empty()),
};

function decoded(wire: Record<string, unknown>): Record<string, unknown> {
  return decode(wire).value as Record<string, unknown>;
}

serve(ResourceProviderService, service as UntypedServiceImplementation);
