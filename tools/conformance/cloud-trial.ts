import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { accountIn } from "../../sandbox/api/account.ts";
import { CloudApi, type Exchange } from "../../sandbox/api/api.ts";
import { certificateIn, trustFilesIn } from "../../sandbox/api/certificate.ts";
import { clientEnvironment } from "../../sandbox/api/environment.ts";
import { serve } from "../../sandbox/api/server.ts";
import { SERVICES } from "../../sandbox/api/services.ts";
import { Cloud } from "../../sandbox/cloud/cloud.ts";
import { CLOUD_TYPES } from "../../sandbox/cloud/types.ts";
import type { Judge } from "./judge.ts";
import { startTrial, type Trial, type TrialOptions } from "./trial.ts";

export interface CloudTrial extends Trial {
  readonly cloud: Cloud;
  readonly exchanges: readonly Exchange[];
  /** Lines that the API had to say, e.g. about actions that it doesn't support. */
  readonly log: readonly string[];
}

/** A stack of its own whose Alibaba Cloud provider is the real one, and whose cloud is the sandbox's API. */
export async function startCloudTrial(
  judge: Judge,
  folder: string,
  options: { readonly stackName: string; readonly program: PulumiFn } & Pick<TrialOptions, "standIns">,
): Promise<CloudTrial> {
  mkdirSync(folder, { recursive: true });
  const region = "cn-hangzhou";
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
  const listening = await serve(api, { certificate: await certificateIn(folder) });
  const trial = await startTrial({
    judges: [judge],
    ...options,
    env: clientEnvironment(listening, account, region, trustFilesIn(folder)),
  });
  return {
    ...trial,
    cloud,
    exchanges,
    log,
    close: () => {
      trial.close();
      void listening.close();
      cloud.close();
    },
  };
}
