import type { MiniProgramName, Tier } from "../config/environment.ts";
import { type ForeignSource, foreignFile } from "../guest/foreign-file.ts";
import type { GuestPart } from "../guest/guest.ts";
import { OTLP_HTTP_PORT } from "./ports.ts";

export const JAVA_AGENT_VERSION = "2.33.1";

/** As Maven Central publishes it; a mirror of your own gives the same bytes. */
export const JAVA_AGENT: ForeignSource = {
  url: `https://repo1.maven.org/maven2/io/opentelemetry/javaagent/opentelemetry-javaagent/${JAVA_AGENT_VERSION}/opentelemetry-javaagent-${JAVA_AGENT_VERSION}.jar`,
  sha256: "e43a270df53c6f423e0ab157be9c27ccc01d5dc3232e162fe54777573db2f149",
};

export const JAVA_AGENT_PATH = "/usr/local/share/java/opentelemetry-javaagent.jar";

/** What a Java server's traces are found by. */
export interface TracedJava {
  readonly miniProgram: MiniProgramName;
  readonly environment: Tier;
  /** Release of the web application; absent where nobody says. */
  readonly version?: string | undefined;
}

/** The agent's file, before the server's own part. A server starts without it where it can't be had. */
export function javaAgent(source: ForeignSource = JAVA_AGENT): GuestPart {
  return foreignFile({
    name: "java-agent",
    source,
    path: JAVA_AGENT_PATH,
    mode: "0644",
    stops: "nothing",
  });
}

/**
 * Lines of a shell that let a JVM send its spans to this machine's relay. The agent continues the `traceparent` that Nginx
 * sends, and passes it on by HTTP and AMQP. Metrics and logs have ways of their own.
 */
export function javaAgentVariables({ miniProgram, environment, version }: TracedJava): string {
  const resource = {
    "service.namespace": miniProgram,
    ...(version === undefined ? {} : { "service.version": version }),
    "deployment.environment.name": environment,
  };
  const variables = {
    OTEL_SERVICE_NAME: `${miniProgram}-api`,
    OTEL_RESOURCE_ATTRIBUTES: Object.entries(resource)
      .map(([key, value]) => `${key}=${value}`)
      .join(","),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${OTLP_HTTP_PORT}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_PROPAGATORS: "tracecontext,baggage",
    OTEL_TRACES_SAMPLER: "parentbased_always_on",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_LOGS_EXPORTER: "none",
  };
  return `# Without the agent's file the server serves all the same, untraced.
if [ -r ${JAVA_AGENT_PATH} ]; then
  CATALINA_OPTS="$CATALINA_OPTS -javaagent:${JAVA_AGENT_PATH}"
${Object.entries(variables)
  .map(([key, value]) => `  export ${key}="${value}"\n`)
  .join("")}fi
`;
}
