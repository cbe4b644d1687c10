import { existsSync } from "node:fs";
import { join } from "node:path";
import { FILEBEAT_VERSION } from "../../components/logging/filebeat/version.ts";
import type { Environment } from "../engine/attempt.ts";
import { cacheFolder } from "../engine/cache-folder.ts";

/** The pom beside its main class has the same. */
export const ELASTICSEARCH_VERSION = "7.17.28";

export function filebeatIn(env: Environment): string {
  return join(cacheFolder(env), `filebeat-${FILEBEAT_VERSION}`, "filebeat");
}

/** A folder of jars: what Maven Central has, and our main class. */
export function elasticsearchIn(env: Environment): string {
  return join(cacheFolder(env), `elasticsearch-${ELASTICSEARCH_VERSION}`);
}

/** A real Filebeat. @returns undefined until `npm run build:log-judges` has built one */
export function cachedFilebeat(env: Environment): string | undefined {
  const executable = filebeatIn(env);
  return existsSync(executable) ? executable : undefined;
}

/** A real Elasticsearch's jars. @returns undefined until `npm run build:log-judges` has fetched them */
export function cachedElasticsearch(env: Environment): string | undefined {
  const folder = elasticsearchIn(env);
  return existsSync(folder) ? folder : undefined;
}
