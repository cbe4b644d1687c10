import type { SecretText } from "../guest/guest.ts";
import { secretText } from "../guest/secret.ts";
import { cluster } from "./cluster.ts";
import { requestThreads } from "./jvm.ts";
import { storeResources } from "./stores.ts";
import type { TomcatArgs } from "./tomcat-arguments.ts";

/** Where the edge reaches Tomcat. */
export const HTTP_PORT = 8080;
/** Answers 200 when all web applications have started; 503 until then. */
export const HEALTH_PATH = "/health";
/** Seconds for requests in flight when Tomcat stops; the edge's proxy_read_timeout bounds them at 60 s. */
export const DRAIN_SECONDS = 30;

/** server.xml: one connector for the edge, one host, the cluster. */
export function serverXml(args: TomcatArgs): SecretText {
  return secretText`<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by Hougu. Change the program, not this file. -->
<!-- No shutdown port: systemd stops Tomcat by a signal. -->
<Server port="-1">
  <Listener className="org.apache.catalina.startup.VersionLoggerListener" logArgs="false"/>
  <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
  <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
${storeResources(args.stores)}  <!-- Requests in flight get ${DRAIN_SECONDS} s when Tomcat stops. -->
  <Service name="Catalina" gracefulStopAwaitMillis="${DRAIN_SECONDS * 1000}">
    <!-- bindOnInit="false": the port opens last and closes first, so the edge never waits for a Tomcat that stops.
         keepAliveTimeout is above the edge's 60 s: it is always the edge that closes an idle connection. -->
    <Connector protocol="org.apache.coyote.http11.Http11NioProtocol" address="${args.address}" port="${HTTP_PORT}"
               bindOnInit="false" maxThreads="${requestThreads(args.cpus)}" minSpareThreads="25"
               maxConnections="8192" acceptCount="256" connectionTimeout="10000" keepAliveTimeout="75000"
               maxKeepAliveRequests="-1" maxHttpRequestHeaderSize="16384" maxParameterCount="1000"
               maxSwallowSize="2097152" URIEncoding="UTF-8" allowTrace="false" xpoweredBy="false"/>
    <Engine name="Catalina" defaultHost="localhost" jvmRoute="${args.name}">
${indented(cluster(args), "      ")}      <!-- No automatic deployment and no descriptors from applications: what runs is what was released. -->
      <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="false" deployXML="false">
        <!-- The client as the edge saw it. Only the edges can reach the connector: private addresses are trusted. -->
        <Valve className="org.apache.catalina.valves.RemoteIpValve"
               remoteIpHeader="X-Forwarded-For" protocolHeader="X-Forwarded-Proto"
               hostHeader="X-Forwarded-Host" portHeader="X-Forwarded-Port"/>
        <Valve className="org.apache.catalina.valves.HealthCheckValve" path="${HEALTH_PATH}"/>
        <!-- %U, not %r: queries carry login codes. -->
        <Valve className="org.apache.catalina.valves.JsonAccessLogValve"
               directory="logs" prefix="access" suffix=".json" maxDays="14" requestAttributesEnabled="true"
               pattern="%{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}t %a %m %U %s %B %D %I %{X-Request-Id}i %{traceparent}i"/>
        <Valve className="org.apache.catalina.valves.ErrorReportValve" showReport="false" showServerInfo="false"/>
      </Host>
    </Engine>
  </Service>
</Server>
`;
}

function indented(text: SecretText, space: string): SecretText {
  // A hole never begins a line here, so each plain piece can be indented by itself after its line breaks.
  const parts = text.parts.map((piece) =>
    typeof piece === "string" ? piece.replace(/\n(?=[^\n])/g, `\n${space}`) : piece,
  );
  return { parts: [space, ...parts] };
}
