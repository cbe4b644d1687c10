import { randomUUID } from "node:crypto";
import type { Cloud } from "../cloud/cloud.ts";
import type { Value } from "../cloud/object.ts";
import { type Account, looksReal } from "./account.ts";
import { type Action, Answer, type Body, Call, type Route, type Service } from "./action.ts";
import { Parameters } from "./parameters.ts";
import { ApiError, apiErrorOf } from "./problem.ts";
import type { ApiRequest } from "./request.ts";
import { routeOf } from "./routes.ts";
import type { Claim } from "./signature/claim.ts";
import { Gate } from "./signature/gate.ts";
import { OSS_STYLE, ossArguments, ossPath } from "./styles/oss.ts";
import { ROA_STYLE } from "./styles/roa.ts";
import { pairsOf, RPC_STYLE } from "./styles/rpc.ts";
import { SLS_STYLE, slsPath } from "./styles/sls.ts";
import type { HttpAnswer, Style } from "./styles/style.ts";

/** A request and its answer, for whoever watches: tests judge them by the official SDKs' models. */
export interface Exchange {
  readonly product: string;
  readonly version: string;
  readonly action: string;
  /** Names of the request's parameters; values may be secret. */
  readonly parameters: readonly string[];
  readonly status: number;
  /** The error's code, when it was refused. */
  readonly code?: string;
  /** What was answered, when it is an object or a list of objects. */
  readonly body?: Body | readonly Body[];
}

export interface CloudApiOptions {
  readonly cloud: Cloud;
  readonly account: Account;
  readonly services: readonly Service[];
  /** Region of requests that don't name one. */
  readonly region: string;
  readonly now?: () => number;
  readonly observe?: (exchange: Exchange) => void;
  /** A line about something that the operator should know, e.g. an action that isn't supported. */
  readonly log?: (line: string) => void;
}

/** What a request turned out to want. */
interface Wanted {
  readonly product: string;
  readonly version: string;
  readonly name: string;
  readonly action: Action | undefined;
  readonly parameters: Parameters;
}

const STYLES: readonly Style[] = [SLS_STYLE, OSS_STYLE, RPC_STYLE, ROA_STYLE];

/** Alibaba Cloud's API over a cloud: reads, checks and answers requests. Knows nothing of sockets. */
export class CloudApi {
  readonly #options: CloudApiOptions;
  readonly #gate: Gate;
  readonly #rpc = new Map<string, { readonly product: string; readonly action: Action }>();
  readonly #versions = new Map<string, string>();

  constructor(options: CloudApiOptions) {
    this.#options = options;
    this.#gate = new Gate(options.account, options.now);
    for (const service of options.services) {
      if (service.style !== "RPC") continue;
      this.#versions.set(service.version, service.product);
      for (const [name, action] of Object.entries(service.actions)) {
        this.#rpc.set(`${service.version} ${name}`, { product: service.product, action });
      }
    }
  }

  /** Never throws: what goes wrong is an answer too. */
  async handle(request: ApiRequest): Promise<HttpAnswer> {
    const requestId = randomUUID().toUpperCase();
    const style = STYLES.find((one) => one.recognises(request));
    if (style === undefined) {
      const unsigned = request.headers.authorization === undefined;
      const error = unsigned
        ? new ApiError(403, "MissingSecurityHeader", "The request is not signed and names no action.")
        : new ApiError(404, "InvalidAction.NotFound", "The request is of no style that this API speaks.");
      return RPC_STYLE.refusal(error, requestId, request.host);
    }
    let wanted: Wanted | undefined;
    try {
      const claim = style.claim(request);
      this.#warnOf(claim);
      this.#gate.check(claim);
      wanted = this.#wanted(style, request);
      const result = await this.#run(wanted, request);
      const body = result instanceof Answer ? result.items : result;
      this.#observe(wanted, {
        status: result instanceof Answer ? result.status : 200,
        ...(body && { body }),
      });
      return style.answer(result, requestId);
    } catch (thrown) {
      const error = apiErrorOf(thrown);
      if (error.status === 500 && wanted) {
        this.#options.log?.(
          `${wanted.product} ${wanted.name} failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`,
        );
      }
      if (wanted) this.#observe(wanted, { status: error.status, code: error.code });
      return style.refusal(error, requestId, request.host);
    }
  }

  /** A real account's key was sent here: it is refused and not kept, and whoever sent it should know. */
  #warnOf(claim: Claim | undefined): void {
    if (claim === undefined || !looksReal(claim.accessKeyId)) return;
    this.#options.log?.(
      `a request was signed with ${claim.accessKeyId.slice(0, 4)}..., which looks like a key of a real account; refused`,
    );
  }

  #wanted(style: Style, request: ApiRequest): Wanted {
    switch (style) {
      case RPC_STYLE:
        return this.#wantedByName(request);
      case ROA_STYLE:
        return this.#wantedByPath(
          request,
          request.path,
          (service) => service.version === request.headers["x-acs-version"],
        );
      case OSS_STYLE:
        return this.#wantedByPath(
          request,
          ossPath(request),
          (service) => service.product === "Oss",
          ossArguments(request),
        );
      default:
        return this.#wantedByPath(request, slsPath(request), (service) => service.product === "Sls", {
          // Some requests are a document and nothing else.
          document: Buffer.from(request.body).toString("utf8"),
        });
    }
  }

  #wantedByName(request: ApiRequest): Wanted {
    const { headers } = request;
    const json = jsonOf(request);
    const pairs = pairsOf(request);
    const all = new Map(pairs);
    const name = headers["x-acs-action"] ?? all.get("Action") ?? "";
    const version = headers["x-acs-version"] ?? all.get("Version") ?? "";
    const known = this.#rpc.get(`${version} ${name}`);
    const flat = Parameters.flat(pairs);
    return {
      product: known?.product ?? this.#versions.get(version) ?? "",
      version,
      name,
      action: known?.action,
      parameters: json ? flat.with(json) : flat,
    };
  }

  #wantedByPath(
    request: ApiRequest,
    path: string,
    isService: (service: Service) => boolean,
    more: Readonly<Record<string, string>> = {},
  ): Wanted {
    for (const service of this.#options.services.filter(isService)) {
      if (service.style !== "ROA") continue;
      const found = routeOf(service.routes, request.method, path);
      if (found)
        return {
          ...this.#onRoute(service, found.route),
          parameters: parametersOf(request, { ...more, ...found.arguments }),
        };
    }
    return {
      product: "",
      version: request.headers["x-acs-version"] ?? "",
      name: request.headers["x-acs-action"] ?? `${request.method} ${path}`,
      action: undefined,
      parameters: new Parameters({}),
    };
  }

  #onRoute({ product, version }: Service, { name, action }: Route): Omit<Wanted, "parameters"> {
    return { product, version, name, action };
  }

  async #run(
    { action, product, version, name, parameters }: Wanted,
    request: ApiRequest,
  ): Promise<Body | Answer> {
    if (action === undefined) {
      this.#options.log?.(`unsupported: ${product || "?"} ${version} ${name}`);
      throw new ApiError(
        404,
        "InvalidAction.NotFound",
        `The specified action is not found: the sandbox doesn't support ${name} of version ${version}.`,
      );
    }
    const { cloud, account } = this.#options;
    // ECS's oldest actions write it with a small letter.
    const named = parameters.text("RegionId") || parameters.text("regionId");
    const region = named || request.headers["x-acs-region-id"] || this.#options.region;
    return action(
      new Call({ cloud, account, session: { region }, parameters, endpoint: request.headers.host ?? "" }),
    );
  }

  #observe(
    { product, version, name, parameters }: Wanted,
    outcome: Pick<Exchange, "status" | "code" | "body">,
  ): void {
    this.#options.observe?.({ product, version, action: name, parameters: parameters.names, ...outcome });
  }
}

/** Arguments of a request by path: those of the path, the query and a JSON body. */
function parametersOf(request: ApiRequest, more: Readonly<Record<string, string>>): Parameters {
  return Parameters.flat(request.query).with({ ...jsonOf(request), ...more });
}

function jsonOf({ headers, body }: ApiRequest): Readonly<Record<string, Value>> | undefined {
  const type = headers["content-type"] ?? "";
  // Old clients send JSON and call it a stream of bytes.
  const isJson = type.includes("json") || (type.includes("octet-stream") && /^\s*[[{]/.test(textOf(body)));
  if (body.length === 0 || !isJson) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOf(body));
  } catch {
    throw new ApiError(400, "InvalidRequestBody", "The request's body is not valid JSON.");
  }
  // A list stands alone in some requests; it goes by the name that the SDKs give it.
  return Array.isArray(parsed) ? { body: parsed as Value } : (parsed as Record<string, Value>);
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString("utf8");
}
