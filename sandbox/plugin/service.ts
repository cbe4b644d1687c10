import {
  type handleUnaryCall,
  Metadata,
  type ServerUnaryCall,
  type ServiceError,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import type { Cloud, Session } from "../cloud/cloud.ts";
import { CloudError } from "../cloud/cloud-error.ts";
import type { Attributes } from "../cloud/object.ts";
import { isAbsent } from "../facts/facts.ts";
import type { Patience } from "./patience.ts";
import * as protocol from "./protocol.ts";
import type { Provider } from "./provider.ts";
import { type Difference, HalfMade } from "./resource-work.ts";
import { fromWire, toWire, type Values } from "./wire.ts";

/** What Pulumi's own providers wait when a resource says nothing: ten minutes. */
const DEFAULT_TIMEOUT_SECONDS = 600;

export interface ServiceContext {
  readonly cloud: Cloud;
  readonly provider: Provider;
  readonly version: string;
  /** Told when a call that may change the cloud begins; the returned function when it has ended. */
  readonly begin: () => () => void;
}

/** Pulumi's ResourceProvider service on a sandbox cloud, for one provider resource of one engine. */
export function resourceProvider({
  cloud,
  provider,
  version,
  begin,
}: ServiceContext): UntypedServiceImplementation {
  const { resources } = provider;
  let session: Session | undefined;
  const configured = (): Session => {
    if (session === undefined) throw new Error(`the provider ${provider.name} isn't configured yet`);
    return session;
  };
  return {
    getPluginInfo: unary(() => new protocol.PluginInfo().setVersion(version)),
    attach: unary(() => new protocol.Empty()),
    cancel: unary(() => new protocol.Empty()),
    getSchema: unary(() =>
      new protocol.GetSchemaResponse().setSchema(JSON.stringify({ name: provider.name, version })),
    ),
    checkConfig: unary((request: protocol.CheckRequest) => {
      const config = fromWire(request.getNews());
      const missing = Object.entries(provider.requiredConfig).filter(([key]) => isAbsent(config[key]));
      return checked(
        config,
        missing.map(([key, what]) => ({ property: key, reason: `Missing required configuration: ${what}` })),
      );
    }),
    // A provider's configuration says how its resources are reached; another way to them makes no new ones.
    diffConfig: unary(() => new protocol.DiffResponse()),
    configure: unary((request: protocol.ConfigureRequest) => {
      session = provider.sessionOf(fromWire(request.getArgs()));
      // Secrets come plain: the engine marks in the answer what it sent as a secret.
      return new protocol.ConfigureResponse().setAcceptsecrets(false).setSupportspreview(true);
    }),
    check: unary(async (request: protocol.CheckRequest) => {
      const { inputs, problems } = await resources.check(
        tokenOf(request),
        nameOf(request),
        fromWire(request.getOlds()),
        fromWire(request.getNews()),
        request.getRandomseed_asU8(),
      );
      return checked(inputs, problems);
    }),
    diff: unary((request: protocol.DiffRequest) => {
      const olds = fromWire(request.getOldInputs() ?? request.getOlds());
      const [news, ignored] = [fromWire(request.getNews()), request.getIgnorechangesList()];
      return difference(resources.diff(tokenOf(request), nameOf(request), olds, news, ignored));
    }),
    create: changing(begin, async (request: protocol.CreateRequest, patience) => {
      const inputs = fromWire(request.getProperties());
      const token = tokenOf(request);
      if (request.getPreview()) {
        const planned = await resources.planned(configured(), token, inputs, patience);
        return new protocol.CreateResponse().setProperties(toWire(planned));
      }
      const { id, properties } = await resources.create(configured(), token, inputs, patience);
      return new protocol.CreateResponse().setId(id).setProperties(toWire(properties));
    }),
    read: changing(begin, async (request: protocol.ReadRequest, patience) => {
      const inputs = fromWire(request.getInputs());
      const found = await resources.read(configured(), tokenOf(request), request.getId(), inputs, patience);
      const response = new protocol.ReadResponse();
      if (found === undefined) return response;
      return response.setId(found.id).setProperties(toWire(found.properties)).setInputs(toWire(found.inputs));
    }),
    update: changing(begin, async (request: protocol.UpdateRequest, patience) => {
      const [token, id] = [tokenOf(request), request.getId()];
      const news = fromWire(request.getNews());
      const [olds, ignored] = [fromWire(request.getOldInputs()), request.getIgnorechangesList()];
      const state = fromWire(request.getOlds());
      const properties = request.getPreview()
        ? await resources.plannedUpdate(configured(), token, id, state, news, patience, ignored)
        : await resources.update(configured(), token, id, olds, news, patience, ignored);
      return new protocol.UpdateResponse().setProperties(toWire(properties));
    }),
    delete: changing(begin, async (request: protocol.DeleteRequest, patience) => {
      await resources.remove(configured(), tokenOf(request), request.getId(), patience);
      return new protocol.Empty();
    }),
    invoke: unary(async (request: protocol.InvokeRequest) => {
      const token = request.getTok();
      const found = provider.functions.get(token);
      if (found === undefined) {
        throw new Error(
          `the sandbox has no function ${token}; they are listed in sandbox/plugin/*/functions.ts`,
        );
      }
      const at = configured();
      const result = await found.run(fromWire(request.getArgs()) as Attributes, {
        search: (type) => cloud.search(at, type),
        get: (type, id) => cloud.describe(at, type, id),
      });
      return new protocol.InvokeResponse().setReturn(toWire(result));
    }),
  };
}

/** A request about one resource. Engines before 3.140 send its URN alone. */
interface AboutResource {
  getUrn(): string;
  getType(): string;
  getName(): string;
}

function tokenOf(request: AboutResource): string {
  return request.getType() || (request.getUrn().split("::")[2]?.split("$").at(-1) ?? "");
}

function nameOf(request: AboutResource): string {
  return request.getName() || request.getUrn().split("::").slice(3).join("::");
}

function checked(
  inputs: Values,
  problems: readonly { readonly property: string; readonly reason: string }[],
): protocol.CheckResponseMessage {
  return new protocol.CheckResponse()
    .setInputs(toWire(inputs))
    .setFailuresList(
      problems.map(({ property, reason }) =>
        new protocol.CheckFailure().setProperty(property).setReason(reason),
      ),
    );
}

const KINDS = {
  add: [0, 1],
  delete: [2, 3],
  update: [4, 5],
} as const satisfies Record<
  Difference["changes"][number]["kind"],
  readonly [inPlace: number, replacing: number]
>;

/** `DIFF_NONE` and `DIFF_SOME` of the protocol's enumeration. */
const CHANGES = { none: 1, some: 2 } as const;

function difference({ changes, deleteBeforeReplace }: Difference): protocol.DiffResponseMessage {
  const response = new protocol.DiffResponse()
    .setChanges(changes.length > 0 ? CHANGES.some : CHANGES.none)
    .setDiffsList([...new Set(changes.map(({ path }) => topLevel(path)))])
    .setReplacesList([
      ...new Set(changes.filter(({ replaces }) => replaces).map(({ path }) => topLevel(path))),
    ])
    .setDeletebeforereplace(deleteBeforeReplace && changes.some(({ replaces }) => replaces))
    .setHasdetaileddiff(true);
  const detailed = response.getDetaileddiffMap();
  for (const { path, kind, replaces } of changes) {
    detailed.set(path, new protocol.PropertyDiff().setKind(KINDS[kind][replaces ? 1 : 0]).setInputdiff(true));
  }
  return response;
}

function topLevel(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}

/** A call that reads or changes resources: it ends early when the engine goes, and is counted while it runs. */
function changing<Request extends { getTimeout?(): number }, Response extends Message>(
  begin: ServiceContext["begin"],
  answer: (request: Request, patience: Patience) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return unary(async (request: Request, call: ServerUnaryCall<Request, Response>) => {
    const controller = new AbortController();
    call.once("cancelled", () => controller.abort());
    const end = begin();
    try {
      const seconds = request.getTimeout?.() || DEFAULT_TIMEOUT_SECONDS;
      return await answer(request, { seconds, signal: controller.signal });
    } finally {
      end();
    }
  });
}

function unary<Request, Response extends Message>(
  answer: (request: Request, call: ServerUnaryCall<Request, Response>) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request, call))
      .then((response) => callback(null, response))
      .catch((error: unknown) => callback(rpcError(error)));
  };
}

function rpcError(error: unknown): Partial<ServiceError> {
  if (error instanceof HalfMade) return halfMade(error, describe(error.cause));
  return { code: status.UNKNOWN, details: describe(error) };
}

/** In the words of the official provider: whoever reads its messages finds the code in the cloud's documentation. */
function describe(error: unknown): string {
  if (!(error instanceof CloudError)) return error instanceof Error ? error.message : String(error);
  const { service, action, code, message, requestId } = error;
  return `${service} ${action} failed: [SDK ERROR]\nCode: ${code}\nMessage: ${message}\nRequestId: ${requestId}`;
}

/** The engine keeps a resource that exists but isn't ready, when the error carries its state. */
function halfMade({ state, inputs }: HalfMade, reason: string): Partial<ServiceError> {
  const failed = new protocol.ErrorResourceInitFailed()
    .setId(state.id)
    .setProperties(toWire(state.properties))
    .setInputs(toWire(inputs))
    .setReasonsList([reason]);
  const details = new protocol.Any();
  details.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const info = new protocol.Status();
  info.setCode(status.UNKNOWN);
  info.setMessage(reason);
  info.addDetails(details);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(info.serializeBinary()));
  return { code: status.UNKNOWN, details: reason, metadata };
}
