import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Account, accountIn } from "../../sandbox/api/account.ts";
import { CloudApi, type Exchange } from "../../sandbox/api/api.ts";
import { certificateIn, type TrustFiles, trustFilesIn } from "../../sandbox/api/certificate.ts";
import { type Listening, serve } from "../../sandbox/api/server.ts";
import { SERVICES } from "../../sandbox/api/services.ts";
import { Cloud } from "../../sandbox/cloud/cloud.ts";
import { CLOUD_TYPES } from "../../sandbox/cloud/types.ts";
import { remember } from "./exercised.ts";
import { officialClient, type RpcClient } from "./official-client.ts";

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
  readonly rpc: RpcClient;
  readonly trust: TrustFiles;
  close(): Promise<void>;
}

interface RunningOptions {
  readonly region?: string;
  /** The cloud's clock, in milliseconds since 1970, where a test looks at what is on its way. */
  readonly now?: () => number;
}

/** Starts one on any free port. */
export async function runningApi({
  region = "cn-hangzhou",
  now = Date.now,
}: RunningOptions = {}): Promise<RunningApi> {
  const folder = mkdtempSync(join(tmpdir(), "hougu-api-"));
  const account = accountIn(folder);
  const cloud = Cloud.open(join(folder, "cloud"), { types: CLOUD_TYPES, now });
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
  const listening = await serve(api, { certificate: await certificateIn(folder) });
  return {
    cloud,
    account,
    listening,
    exchanges,
    log,
    rpc: officialClient(listening, account, region),
    trust: trustFilesIn(folder),
    close: async () => {
      remember(exchanges);
      await listening.close();
      cloud.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
