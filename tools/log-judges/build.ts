/**
 * `npm run build:log-judges`: makes the judges of what components/logging renders, once, in the cache: Elasticsearch from
 * Maven Central's jars (Maven and a JDK 17), and Filebeat from its Go module (three minutes on two cores; libsystemd-dev
 * for the journal). Tests that want them skip with the reason until then, and no test makes them.
 */
import { fetchElasticsearch } from "./elasticsearch.ts";
import { buildFilebeat } from "./filebeat.ts";

console.log(fetchElasticsearch());
console.log(await buildFilebeat());
