import { createRequire } from "node:module";
import type { Service } from "../../sandbox/api/action.ts";
import type { Exchange } from "../../sandbox/api/api.ts";
import { SERVICES } from "../../sandbox/api/services.ts";

/** A class that the official SDKs generate for each request, answer and object in them. */
interface Model {
  /** Property names to names on the wire. */
  names(): Readonly<Record<string, string>>;
  /** Property names to `string`, `number`, `boolean`, `any`, a model, `{type: "array"}`, `{type: "map"}`. */
  types(): Readonly<Record<string, Kind>>;
}

type Kind =
  | string
  | Model
  | { readonly type: "array"; readonly itemType: Kind }
  | { readonly type: "map"; readonly valueType?: Kind };

/** What signs and routes a request, in every service; the models don't list it. */
const COMMON = new Set([
  "AccessKeyId",
  "Action",
  "Format",
  "Signature",
  "SignatureMethod",
  "SignatureNonce",
  "SignatureType",
  "SignatureVersion",
  "Timestamp",
  "Version",
  "SecurityToken",
  "SecureTransport",
  "SourceIp",
  "RegionId",
  "ServiceCode",
]);

const load = createRequire(import.meta.url);
const modules = new Map<string, Readonly<Record<string, Model | undefined>>>();

function modelsOf({ sdk }: Service): Readonly<Record<string, Model | undefined>> | undefined {
  if (sdk === undefined) return undefined;
  const known = modules.get(sdk) ?? (load(sdk) as Readonly<Record<string, Model>>);
  modules.set(sdk, known);
  return known;
}

/**
 * What the official SDK's models say against exchanges: fields that an answer has and the model lacks, and values of
 * another kind. Services whose SDK no registry serves aren't judged.
 */
export function objections(exchanges: readonly Exchange[]): string[] {
  const found = new Set<string>();
  for (const exchange of exchanges) for (const one of objectionsTo(exchange)) found.add(one);
  return [...found].sort();
}

function objectionsTo({ product, version, action, parameters, body }: Exchange): string[] {
  const service = SERVICES.find((one) => one.product === product && one.version === version);
  const models = service && modelsOf(service);
  if (!models) return [];
  const where = `${product} ${action}`;
  const answer = answerOf(models, action);
  const request = models[`${action}Request`];
  const wire = new Set(Object.values(request?.names() ?? {}).map((name) => name.split(".")[0]));
  const unknown =
    request && service.style === "RPC"
      ? parameters
          .filter((name) => !COMMON.has(name) && !wire.has(name))
          .map((name) => `${where}: request has ${name}`)
      : [];
  if (!body) return unknown;
  if (!answer) return [...unknown, `${where}: the SDK has no such action`];
  if (answer === "nothing")
    return [...unknown, ...Object.keys(body).map((name) => `${where}: the answer has ${name}`)];
  return [...unknown, ...differences(body, answer, where)];
}

/**
 * What an answer says, in a class of its own or in one that others have too; in some services often nothing. Where it is
 * a list, the class of that name is what stands in it, so the response has the first word.
 */
function answerOf(models: Readonly<Record<string, Model | undefined>>, action: string): Kind | undefined {
  const response = models[`${action}Response`];
  return response?.types().body ?? models[`${action}ResponseBody`] ?? (response && "nothing");
}

function differences(value: unknown, kind: Kind | undefined, where: string): string[] {
  if (value === null || value === undefined || kind === undefined || kind === "any") return [];
  if (typeof kind === "string") {
    const expected = kind === "Buffer" || kind === "Readable" ? "string" : kind;
    return typeof value === expected ? [] : [`${where}: ${JSON.stringify(value)} is no ${kind}`];
  }
  if (isModel(kind)) return inObject(value, kind, where);
  if (kind.type === "array") {
    if (!Array.isArray(value)) return [`${where}: ${JSON.stringify(value)} is no list`];
    return value.flatMap((item) => differences(item, kind.itemType, `${where}[]`));
  }
  return typeof value === "object" ? [] : [`${where}: ${JSON.stringify(value)} is no map`];
}

function inObject(value: unknown, model: Model, where: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [`${where}: ${JSON.stringify(value)} is no object`];
  }
  const kinds = new Map(Object.entries(model.names()).map(([name, wire]) => [wire, model.types()[name]]));
  return Object.entries(value).flatMap(([name, inner]) =>
    kinds.has(name) || name === "RequestId"
      ? differences(inner, kinds.get(name), `${where}.${name}`)
      : [`${where}: the answer has ${name}, which the SDK doesn't know`],
  );
}

function isModel(kind: Kind): kind is Model {
  return typeof kind === "function";
}
