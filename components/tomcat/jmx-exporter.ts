import { type ForeignSource, foreignFile } from "../guest/foreign-file.ts";
import type { GuestFile, GuestPart, OpenPort } from "../guest/guest.ts";

const VERSION = "1.0.1";

/** As Maven Central publishes it; a mirror of your own gives the same bytes. */
export const JMX_EXPORTER: ForeignSource = {
  url: `https://repo1.maven.org/maven2/io/prometheus/jmx/jmx_prometheus_javaagent/${VERSION}/jmx_prometheus_javaagent-${VERSION}.jar`,
  sha256: "7d61f737fd661610ccc14aea79764faa1ea94a340cbc8f0029b3d2edea3d80c1",
};

export const JMX_EXPORTER_PATH = "/usr/local/share/java/jmx-prometheus-javaagent.jar";
export const JMX_RULES_PATH = "/etc/hougu/jmx-exporter.yml";

/** As Prometheus' list of ports has it. */
export const JMX_EXPORTER_PORT = 9404;

/** The agent's file, before the server's own part. A server starts without it where it can't be had. */
export function jmxExporter(source: ForeignSource = JMX_EXPORTER): GuestPart {
  return foreignFile({
    name: "jmx-exporter",
    source,
    path: JMX_EXPORTER_PATH,
    mode: "0644",
    stops: "nothing",
  });
}

/** Where Prometheus reads what the agent sees. */
export const JMX_EXPORTER_METRICS: OpenPort = {
  name: "jmx-exporter",
  port: JMX_EXPORTER_PORT,
  protocol: "tcp",
  from: ["monitoring"],
  scrape: { job: "jvm" },
};

/**
 * Which of Tomcat's beans are read, and what they are called. The JVM's own metrics come without rules. Few beans are named,
 * so that a scrape doesn't walk through a thousand.
 */
export const JMX_RULES: GuestFile = {
  path: JMX_RULES_PATH,
  mode: "0644",
  content: `# Made by Hougu. The JVM's own metrics come by themselves; these are Tomcat's.
lowercaseOutputName: true
includeObjectNames:
  - "Catalina:type=GlobalRequestProcessor,*"
  - "Catalina:type=ThreadPool,*"
  - "Catalina:type=Manager,*"
  - "Catalina:type=DataSource,*"
rules:
  - pattern: 'Catalina<type=GlobalRequestProcessor, name="(.+)"><>(requestCount|errorCount|processingTime|bytesReceived|bytesSent)'
    name: tomcat_$2_total
    type: COUNTER
    labels: { connector: "$1" }
  - pattern: 'Catalina<type=ThreadPool, name="(.+)"><>(currentThreadCount|currentThreadsBusy|maxThreads|connectionCount|maxConnections)'
    name: tomcat_threadpool_$2
    type: GAUGE
    labels: { connector: "$1" }
  - pattern: 'Catalina<type=Manager, host=(.+), context=(.+)><>(activeSessions|rejectedSessions|expiredSessions)'
    name: tomcat_session_$3
    type: GAUGE
    labels: { context: "$2" }
  - pattern: 'Catalina<type=DataSource.*, name="(.+)"><>(numActive|numIdle|maxTotal)'
    name: tomcat_datasource_$2
    type: GAUGE
    labels: { datasource: "$1" }
`,
};

/** Lines of a shell that let a JVM show its metrics, where the agent is on the machine. */
export function jmxExporterOption(address: string): string {
  return `# Without the agent's file the server serves all the same, unmeasured.
if [ -r ${JMX_EXPORTER_PATH} ]; then
  CATALINA_OPTS="$CATALINA_OPTS -javaagent:${JMX_EXPORTER_PATH}=${address}:${JMX_EXPORTER_PORT}:${JMX_RULES_PATH}"
fi
`;
}
