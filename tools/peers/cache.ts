import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../engine/attempt.ts";
import { cacheFolder } from "../engine/cache-folder.ts";

/** The version whose Go module is built: tools/peers/opentofu/go.mod has the same. */
export const OPENTOFU_VERSION = "v1.10.5";
/** The same sources as the checking build's, without Pulumi's bridge. */
export const PROVIDER_VERSION = "1.285.0";

/** OpenTofu and Alibaba Cloud's Terraform provider. */
export interface Peers {
  readonly tofu: string;
  /** The folder of `terraform-provider-alicloud`. */
  readonly providers: string;
}

export function tofuIn(env: Environment): string {
  return join(cacheFolder(env), `opentofu-${OPENTOFU_VERSION}`, "tofu");
}

export function providerIn(env: Environment): string {
  return join(
    cacheFolder(env),
    `terraform-provider-alicloud-${PROVIDER_VERSION}`,
    "terraform-provider-alicloud",
  );
}

/** @returns undefined until `npm run build:peers` has built both */
export function cachedPeers(env: Environment): Peers | undefined {
  const [tofu, provider] = [tofuIn(env), providerIn(env)];
  if (!existsSync(tofu) || !existsSync(provider)) return undefined;
  return { tofu, providers: join(provider, "..") };
}
