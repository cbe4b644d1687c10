import dns from "node:dns";
import { createRequire } from "node:module";
import { vi } from "vitest";
import { LOG_HOST } from "../../sandbox/api/styles/sls.ts";
import type { Answer } from "./official-client.ts";
import type { RunningApi } from "./running-api.ts";

/** The log service's official client: a method for each action, and a request class for each that takes one. */
export interface OfficialSls {
  /** @throws Error with the service's `code`, as the SDK does */
  call(action: string, path: readonly string[], request?: object): Promise<Answer>;
}

interface SlsPackage {
  readonly default: new (config: object) => Record<string, (...args: unknown[]) => Promise<{ body: Answer }>>;
  readonly [request: string]: new (values: object) => object;
}

const load = createRequire(import.meta.url);

/**
 * @alicloud/sls20201230 on a running API. It knows no proxy, so names of the log service lead to the server as a line in
 * a hosts file would make them: `vi.restoreAllMocks` takes it back.
 * @param version `v1` or `v4`, how requests are signed
 */
export function officialSls({ account, listening }: RunningApi, version: "v1" | "v4"): OfficialSls {
  const lookup = dns.lookup as (...args: unknown[]) => void;
  vi.spyOn(dns, "lookup").mockImplementation(((name: string, ...rest: unknown[]) =>
    lookup(name.endsWith(LOG_HOST) ? listening.host : name, ...rest)) as never);
  const sls = load("@alicloud/sls20201230") as SlsPackage;
  const { $OpenApiUtil } = load("@alicloud/openapi-core") as {
    $OpenApiUtil: { Config: new (config: object) => object };
  };
  const client = new sls.default(
    new $OpenApiUtil.Config({
      accessKeyId: account.accessKeyId,
      accessKeySecret: account.accessKeySecret,
      endpoint: `${LOG_HOST}:${listening.port}`,
      regionId: "cn-hangzhou",
      protocol: "HTTP",
      signatureVersion: version,
    }),
  );
  // Its constructor forgets the protocol.
  Object.assign(client, { _protocol: "HTTP" });
  return {
    call: async (action, path, request) => {
      const Request = sls[`${action}Request`];
      const method = `${action[0]?.toLowerCase()}${action.slice(1)}`;
      const { body } = await (client[method] as NonNullable<(typeof client)[string]>)(
        ...path,
        ...(Request ? [new Request(request ?? {})] : []),
      );
      return body;
    },
  };
}
