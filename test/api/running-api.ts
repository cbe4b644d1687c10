import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Account, accountIn } from "../../sandbox/api/account.ts";
import { CloudApi, type Exchange } from "../../sandbox/api/api.ts";
import { type Listening, serve } from "../../sandbox/api/server.ts";
import { SERVICES } from "../../sandbox/api/services.ts";
import { Cloud } from "../../sandbox/cloud/cloud.ts";
import { CLOUD_TYPES } from "../../sandbox/cloud/types.ts";

/** An API on a cloud of its own, with the official SDK's core as its client. */
export interface RunningApi {
  readonly cloud: Cloud;
  readonly account: Account;
  readonly listening: Listening;
  readonly exchanges: readonly Exchange[];
  readonly log: readonly string[];
  /**
   * Calls an RPC action, signed and sent by @alicloud/openapi-client.
   * @throws Error with the service's `code`, as the SDK does
   */
  rpc(version: string, action: string, query?: Readonly<Record<string, unknown>>): Promise<Answer>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever JSON says; tests look into it
export type Answer = Record<string, any>;

interface OpenApi {
  readonly default: new (
    config: object,
  ) => {
    callApi(params: object, request: object, runtime: object): Promise<{ body: Answer }>;
  };
  readonly Config: new (config: object) => object;
  readonly Params: new (params: object) => object;
  readonly OpenApiRequest: new (request: object) => object;
}

const load = createRequire(import.meta.url);

/** Attributes that tests put into requests as objects and lists, the SDKs write flat: `Tag.1.Key`. */
export async function runningApi({ region = "cn-hangzhou" } = {}): Promise<RunningApi> {
  const folder = mkdtempSync(join(tmpdir(), "hougu-api-"));
  const account = accountIn(folder);
  const cloud = Cloud.open(join(folder, "cloud"), { types: CLOUD_TYPES });
  const exchanges: Exchange[] = [];
  const log: string[] = [];
  const api = new CloudApi({
    cloud,
    account,
    services: SERVICES,
    region,
    observe: (exchange) => exchanges.push(exchange),
    log: (line) => log.push(line),
  });
  const listening = await serve(api);
  const openApi = load("@alicloud/openapi-client") as OpenApi;
  const { query } = (load("@alicloud/openapi-util") as { default: { query(filter: object): object } })
    .default;
  const { RuntimeOptions } = load("@alicloud/tea-util") as {
    RuntimeOptions: new (options: object) => object;
  };
  const client = new openApi.default(
    new openApi.Config({
      accessKeyId: account.accessKeyId,
      accessKeySecret: account.accessKeySecret,
      endpoint: `${listening.host}:${listening.port}`,
      protocol: "HTTP",
      regionId: region,
    }),
  );
  return {
    cloud,
    account,
    listening,
    exchanges,
    log,
    rpc: async (version, action, parameters = {}) => {
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
    },
    close: async () => {
      await listening.close();
      cloud.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
