import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../engine/attempt.ts";
import { cacheFolder } from "../engine/cache-folder.ts";
import { KUBERNETES } from "../kubernetes-facts/sources.ts";

/** Version of Pulumi's provider that is built here: the last commit that its Go module is published at. */
export const PROVIDER_BUILD = "20260115033456-f47bc2d6f199";

/** A real API server with the definitions of the custom resources that the workloads use. */
export interface CachedApiServer {
  readonly executable: string;
  /** Files with CustomResourceDefinitions. */
  readonly definitions: readonly string[];
}

export function apiServerFolder(env: Environment): string {
  return join(cacheFolder(env), `kube-apiserver-${KUBERNETES.version}`);
}

/** @returns undefined until `npm run build:kubernetes-judges` has built one */
export function cachedApiServer(env: Environment): CachedApiServer | undefined {
  const folder = apiServerFolder(env);
  const executable = join(folder, "kube-apiserver");
  const definitions = join(folder, "definitions");
  if (!existsSync(executable) || !existsSync(definitions)) return undefined;
  return {
    executable,
    definitions: readdirSync(definitions)
      .sort()
      .map((name) => join(definitions, name)),
  };
}

export function providerFolder(env: Environment): string {
  return join(cacheFolder(env), `kubernetes-provider-${PROVIDER_BUILD}`);
}

/** Pulumi's own Kubernetes provider. @returns undefined until it has been built */
export function cachedProvider(env: Environment): string | undefined {
  const executable = join(providerFolder(env), "pulumi-resource-kubernetes");
  return existsSync(executable) ? executable : undefined;
}
