import type { GuestPart } from "../guest/guest.ts";
import { javaAgentVariables } from "../tracing/java-agent.ts";
import { CLUSTER_PORT } from "./cluster.ts";
import { contextXml, emptyRootWebXml, webXmlDefault } from "./context-xml.ts";
import { JMX_EXPORTER_METRICS, JMX_RULES, jmxExporterOption } from "./jmx-exporter.ts";
import { jvmMemory, jvmOptions } from "./jvm.ts";
import { HEALTH_PATH, HTTP_PORT, serverXml } from "./server-xml.ts";
import { storeClassPath, storePackages } from "./stores.ts";
import type { TomcatArgs, TomcatPeer } from "./tomcat-arguments.ts";
import { tomcatUnit } from "./tomcat-unit.ts";

export { CLUSTER_PORT, HEALTH_PATH, HTTP_PORT, type TomcatArgs, type TomcatPeer };

/** Tomcat 10 on OpenJDK 17 with sessions replicated to its peers. */
export function tomcat(args: TomcatArgs): GuestPart {
  const memory = jvmMemory(args);
  const machineMiB = Math.floor(args.memoryGiB * 1024);
  return {
    part: "tomcat",
    packages: ["openjdk-17-jre-headless", "tomcat10", ...storePackages(args.stores)],
    files: [
      { path: "/etc/tomcat10/server.xml", mode: "0640", owner: "root:tomcat", content: serverXml(args) },
      {
        path: "/etc/tomcat10/context.xml",
        mode: "0640",
        owner: "root:tomcat",
        content: contextXml(args.stores),
      },
      {
        path: "/etc/tomcat10/Catalina/localhost/web.xml.default",
        mode: "0640",
        owner: "root:tomcat",
        content: webXmlDefault(args.sessionTimeoutMinutes),
      },
      {
        path: "/var/lib/tomcat10/bin/setenv.sh",
        mode: "0644",
        content: `# Made by Hougu. catalina.sh reads this before it starts the JVM.\n${storeClassPath(args.stores)}CATALINA_OPTS="\\\n${jvmOptions(
          memory,
        )
          .map((option) => `  ${option} \\\n`)
          .join(
            "",
          )}"\n${args.traced ? javaAgentVariables(args.traced) : ""}${args.measured ? jmxExporterOption(args.address) : ""}`,
      },
      {
        // Debian's package brings a sample page only where there is no ROOT. That page can't be deployed here (it has
        // a descriptor of its own), and what can't be deployed keeps the health check at 503.
        path: "/var/lib/tomcat10/webapps/ROOT/WEB-INF/web.xml",
        mode: "0644",
        content: emptyRootWebXml,
      },
      ...(args.measured ? [JMX_RULES] : []),
      tomcatUnit(machineMiB - memory.systemMiB),
    ],
    services: [
      {
        unit: "tomcat10",
        // As Tomcat's own user: a log file that root made would be closed to it.
        verify: [
          "runuser",
          "-u",
          "tomcat",
          "--",
          "env",
          "CATALINA_BASE=/var/lib/tomcat10",
          "/usr/share/tomcat10/bin/catalina.sh",
          "configtest",
        ],
      },
    ],
    sysctl: {
      // Not below the connector's acceptCount.
      "net.core.somaxconn": "4096",
    },
    ports: [
      { name: "tomcat-http", port: HTTP_PORT, protocol: "tcp", from: ["edge", "monitoring"] },
      { name: "tomcat-cluster", port: CLUSTER_PORT, protocol: "tcp", from: ["tomcat"] },
      ...(args.measured ? [JMX_EXPORTER_METRICS] : []),
    ],
    checks: [{ name: "tomcat", port: HTTP_PORT, path: HEALTH_PATH, intervalSeconds: 5, timeoutSeconds: 2 }],
  };
}
