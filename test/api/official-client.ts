import { createRequire } from "node:module";
import type { Account } from "../../sandbox/api/account.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever JSON says; tests look into it
export type Answer = Record<string, any>;

/**
 * Calls an RPC action. Objects and lists among the parameters are written flat: `Tag.1.Key`.
 * @throws Error with the service's `code`, as the SDK does
 */
export type RpcClient = (
  version: string,
  action: string,
  parameters?: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

/**
 * Calls an action by method and path, with a JSON body and a query.
 * @throws Error with the service's `code`, as the SDK does
 */
export type RoaClient = (
  version: string,
  method: string,
  path: string,
  body?: Readonly<Record<string, unknown>>,
  filter?: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

interface OpenApi {
  readonly default: new (
    config: object,
  ) => { callApi(params: object, request: object, runtime: object): Promise<{ body: Answer }> };
  readonly Config: new (config: object) => object;
  readonly Params: new (params: object) => object;
  readonly OpenApiRequest: new (request: object) => object;
}

const load = createRequire(import.meta.url);

interface Clients {
  readonly rpc: RpcClient;
  readonly roa: RoaClient;
}

/** The core of the official SDKs, @alicloud/openapi-client: it signs and sends. */
export function officialClients(
  { host, port }: { readonly host: string; readonly port: number },
  { accessKeyId, accessKeySecret }: Account,
  region: string,
): Clients {
  const openApi = load("@alicloud/openapi-client") as OpenApi;
  const { query } = (load("@alicloud/openapi-util") as { default: { query(filter: object): object } })
    .default;
  const { RuntimeOptions } = load("@alicloud/tea-util") as {
    RuntimeOptions: new (options: object) => object;
  };
  const client = new openApi.default(
    new openApi.Config({
      accessKeyId,
      accessKeySecret,
      endpoint: `${host}:${port}`,
      protocol: "HTTP",
      regionId: region,
    }),
  );
  const call = async (params: object, request: object): Promise<Answer> => {
    const { body } = await client.callApi(
      new openApi.Params({ protocol: "HTTP", authType: "AK", bodyType: "json", ...params }),
      new openApi.OpenApiRequest(request),
      new RuntimeOptions({ autoretry: false }),
    );
    return body;
  };
  return {
    rpc: (version, action, parameters = {}) =>
      call(
        { action, version, pathname: "/", method: "POST", style: "RPC", reqBodyType: "formData" },
        { query: query({ RegionId: region, ...parameters }) },
      ),
    roa: (version, method, pathname, body, filter = {}) =>
      call(
        { action: `${method} ${pathname}`, version, pathname, method, style: "ROA", reqBodyType: "json" },
        { query: query(filter), headers: {}, ...(body && { body }) },
      ),
  };
}

/** Calls RPC actions. */
export function officialClient(...where: Parameters<typeof officialClients>): RpcClient {
  return officialClients(...where).rpc;
}
