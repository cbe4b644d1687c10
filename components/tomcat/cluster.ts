import type { SecretText } from "../guest/guest.ts";
import { secret, secretText } from "../guest/secret.ts";
import type { TomcatArgs } from "./tomcat-arguments.ts";

/** Where Tomcats send each other their sessions. */
export const CLUSTER_PORT = 4000;

/**
 * Session replication over TCP to known peers: VPCs carry no multicast, so membership is static.
 *
 *   - DeltaManager (context-xml.ts): every node has every session. With a handful of nodes that costs less than BackupManager's
 *     look-ups of who holds what, and any node may take any request.
 *   - channelSendOptions 6 = 2 (acknowledge) + 4 (synchronised): the answer leaves after the peers have applied the
 *     change, so the next request finds it on whichever node it lands.
 *   - channelStartOptions 3 = 1 (receive) + 2 (send): no membership service, that is, no multicast.
 *   - EncryptInterceptor with AES/GCM keeps sessions private and unforgeable on the wire. It stands before the
 *     failure detector, as Tomcat's documentation demands, so that probes are encrypted too.
 */
export function cluster(args: TomcatArgs): SecretText {
  return secretText`<Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"
         channelSendOptions="6" channelStartOptions="3">
  <Channel className="org.apache.catalina.tribes.group.GroupChannel">
    <Receiver className="org.apache.catalina.tribes.transport.nio.NioReceiver"
              address="${args.address}" port="${CLUSTER_PORT}" autoBind="1" selectorTimeout="100" maxThreads="6"/>
    <Sender className="org.apache.catalina.tribes.transport.ReplicationTransmitter">
      <!-- A peer that doesn't acknowledge in 2 s is probed, and left out while it is gone. -->
      <Transport className="org.apache.catalina.tribes.transport.nio.PooledParallelSender"
                 timeout="2000" maxRetryAttempts="1"/>
    </Sender>
    <Interceptor className="org.apache.catalina.tribes.group.interceptors.TcpPingInterceptor"
                 interval="1000" useThread="true"/>
    <Interceptor className="org.apache.catalina.tribes.group.interceptors.EncryptInterceptor"
                 encryptionAlgorithm="AES/GCM/NoPadding" encryptionKey="${secret("sessionKey")}"/>
    <Interceptor className="org.apache.catalina.tribes.group.interceptors.TcpFailureDetector"
                 connectTimeout="1000" performReadTest="false"/>
    <Interceptor className="org.apache.catalina.tribes.group.interceptors.MessageDispatchInterceptor"/>
    <Interceptor className="org.apache.catalina.tribes.group.interceptors.StaticMembershipInterceptor">
      <LocalMember className="org.apache.catalina.tribes.membership.StaticMember"
                   domain="hougu" uniqueId="${uniqueId(args.address)}"/>
${args.peers
  .map(
    (peer) => `      <!-- ${peer.name} -->
      <Member className="org.apache.catalina.tribes.membership.StaticMember"
              domain="hougu" host="${peer.address}" port="${CLUSTER_PORT}" uniqueId="${uniqueId(peer.address)}"/>
`,
  )
  .join("")}    </Interceptor>
  </Channel>
  <Valve className="org.apache.catalina.ha.tcp.ReplicationValve"
         filter=".*\\.(?:css|gif|html|ico|jpe?g|js|png|svg|txt|webp|woff2?)"/>
${
  args.affinity === "jvmRoute"
    ? `  <!-- After a failover the session id gets this node's route. -->
  <Valve className="org.apache.catalina.ha.session.JvmRouteBinderValve"/>
`
    : ""
}  <ClusterListener className="org.apache.catalina.ha.session.ClusterSessionListener"/>
</Cluster>
`;
}

/** A member's 16 bytes, from its address, so that every node computes the same. */
function uniqueId(address: string): string {
  const octets = address.split(".").map(Number);
  return `{${[...Array<number>(12).fill(0), ...octets].join(",")}}`;
}
