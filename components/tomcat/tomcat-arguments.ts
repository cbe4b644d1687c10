import type { TracedJava } from "../tracing/java-agent.ts";
import type { Stores } from "./stores.ts";

/** Another Tomcat of the same mini-program. */
export interface TomcatPeer {
  readonly name: string;
  readonly address: string;
}

export interface TomcatArgs {
  /** Host name; also the jvmRoute. */
  readonly name: string;
  /** This host's own address: nothing listens on any other. */
  readonly address: string;
  /** The other Tomcats, without this one. */
  readonly peers: readonly TomcatPeer[];
  readonly cpus: number;
  readonly memoryGiB: number;
  /** Minutes until an idle session ends. */
  readonly sessionTimeoutMinutes: number;
  /** As in Nginx: `any` (default), or `jvmRoute`. */
  readonly affinity?: "any" | "jvmRoute";
  /** What web applications find under JNDI; nothing when absent. */
  readonly stores?: Stores;
  /** Prometheus reads the JVM's and Tomcat's metrics, where the agent is on the machine; not at all when absent. */
  readonly measured?: boolean;
  /** Its requests are traced, where the agent is on the machine; not at all when absent. */
  readonly traced?: TracedJava;
}
