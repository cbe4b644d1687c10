import { join } from "node:path";
import type { Environment } from "../engine/attempt.ts";
import { cacheFolder } from "../engine/cache-folder.ts";

export const JMX_AGENT_VERSION = "1.0.1";

/** As Maven Central publishes it. */
export const JMX_AGENT = {
  url: `https://repo1.maven.org/maven2/io/prometheus/jmx/jmx_prometheus_javaagent/${JMX_AGENT_VERSION}/jmx_prometheus_javaagent-${JMX_AGENT_VERSION}.jar`,
  sha256: "7d61f737fd661610ccc14aea79764faa1ea94a340cbc8f0029b3d2edea3d80c1",
};

export function jmxAgentIn(env: Environment): string {
  return join(
    cacheFolder(env),
    `jmx-prometheus-javaagent-${JMX_AGENT_VERSION}`,
    "jmx_prometheus_javaagent.jar",
  );
}
