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

interface OpenApi {
  readonly default: new (
    config: object,
  ) => { callApi(params: object, request: object, runtime: object): Promise<{ body: Answer }> };
  readonly Config: new (config: object) => object;
  readonly Params: new (params: object) => object;
  readonly OpenApiRequest: new (request: object) => object;
}

const load = createRequire(import.meta.url);

/** The core of the official SDKs, @alicloud/openapi-client: it signs and sends. */
export function officialClient(
  { host, port }: { readonly host: string; readonly port: number },
  { accessKeyId, accessKeySecret }: Account,
  region: string,
): RpcClient {
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
  return async (version, action, parameters = {}) => {
    const { body } = await client.callApi(
      new openApi.Params({
        action,
        version,
        protocol: "HTTP",
        pathname: "/",
        method: "POST",
        authType: "AK",
        style: "RPC",
        reqBodyType: "formData",
        bodyType: "json",
      }),
      new openApi.OpenApiRequest({ query: query({ RegionId: region, ...parameters }) }),
      new RuntimeOptions({ autoretry: false }),
    );
    return body;
  };
}
