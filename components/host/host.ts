import type * as pulumi from "@pulumi/pulumi";
import type { Platform } from "../config/environment.ts";

/** A machine that exists, wherever it stands. */
export interface Host extends pulumi.ComponentResource {
  /** Logical name and host name, e.g. `artist-tomcat-1`. */
  readonly hostName: string;
  readonly platform: Platform;
  /** Private IPv4 address. */
  readonly address: pulumi.Output<string>;
  /** The platform's own id: an ECS instance id, or a VM's UUID in vCenter. */
  readonly instanceId: pulumi.Output<string>;
  /**
   * The private address, known only when everything that the machine needs to serve belongs to it: role, disk, network.
   * It says nothing about the services on it, which start after.
   */
  readonly ready: pulumi.Output<string>;
}
