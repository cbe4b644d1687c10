import { ApplicationLoadBalancer } from "@pulumi/alicloud/slb/applicationLoadBalancer.js";
import { Listener } from "@pulumi/alicloud/slb/listener.js";
import { ServerGroup } from "@pulumi/alicloud/slb/serverGroup.js";
import { ServerGroupServerAttachment } from "@pulumi/alicloud/slb/serverGroupServerAttachment.js";
import * as pulumi from "@pulumi/pulumi";
import type { Labels } from "../naming/labels.ts";
import type { Service } from "../naming/tags.ts";
import { childOptions } from "../network/child-options.ts";

/** One host behind the balancer. */
export interface Backend {
  /** Logical name, e.g. `artist-edge-1`. */
  readonly name: string;
  /** ECS instance id. */
  readonly instanceId: pulumi.Input<string>;
  /** 0 to 100, a backend's share; 100 by default, 0 gets nothing new. */
  readonly weight?: pulumi.Input<number>;
}

/** One TCP port that clients reach. */
export interface BalancedPort {
  /** Short name, e.g. `amqps`. */
  readonly name: string;
  /** What clients ask for, 1 to 65535. */
  readonly port: number;
  /** What backends listen on; the same by default. */
  readonly backendPort?: number;
  /** Seconds of silence until a connection is forgotten, 10 to 900; 900 by default: AMQP and WebSockets ping sooner. */
  readonly idleSeconds?: number;
  /** Whom a connection goes to: `wrr` in turn (default), `wlc` who has fewest, which suits long ones. */
  readonly scheduler?: "wrr" | "wlc";
}

/** What an {@link InternalBalancer} is made of. */
export interface InternalBalancerArgs {
  readonly labels: Labels;
  /** Whose it is, for its tags. */
  readonly service: Service;
  /** The subnet that its address comes from. */
  readonly vswitchId: pulumi.Input<string>;
  /** Zone that serves, and one that takes over. Both must be zones of the classic balancer's region. */
  readonly zones: { readonly primary: string; readonly standby?: string | undefined };
  /** Private IPv4 address; any free one of the subnet when absent. */
  readonly address?: pulumi.Input<string>;
  readonly ports: readonly [BalancedPort, ...BalancedPort[]];
  readonly backends: readonly Backend[];
  /** Refuse deletion of the balancer. */
  readonly protect: boolean;
}

/** Health checks of the classic balancer come from here; firewalls of backends let them in (its user guide). */
export const HEALTH_CHECK_CIDR = "100.64.0.0/10";

/** Seconds between two looks at a backend; out after three, six seconds. */
const CHECK_SECONDS = 2;
const CHECKS_TO_CHANGE = 3;
const LONGEST_IDLE_SECONDS = 900;

/**
 * A classic balancer (CLB) with a private address, for TCP inside the VPC. Backends see the client's own address, so
 * their firewalls name the clients, not the balancer.
 */
export class InternalBalancer extends pulumi.ComponentResource {
  /** Private address that clients use. */
  readonly address: pulumi.Output<string>;

  constructor(name: string, args: InternalBalancerArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:loadbalancing:InternalBalancer", name, {}, opts);
    const { labels, service, zones, protect } = args;
    // Named so by the package, in which it takes the place of `slb.LoadBalancer`; it is the classic balancer all the same.
    const balancer = new ApplicationLoadBalancer(
      name,
      {
        loadBalancerName: labels.physicalName(name),
        addressType: "intranet",
        vswitchId: args.vswitchId,
        ...(args.address === undefined ? {} : { address: args.address }),
        masterZoneId: zones.primary,
        ...(zones.standby === undefined ? {} : { slaveZoneId: zones.standby }),
        // Paid by what passes: a few connections of the inside cost next to nothing.
        paymentType: "PayAsYouGo",
        instanceChargeType: "PayByCLCU",
        deleteProtection: protect ? "on" : "off",
        ...(protect
          ? {
              modificationProtectionStatus: "ConsoleProtection",
              modificationProtectionReason: "managed by Pulumi",
            }
          : {}),
        tags: labels.tags(service),
      },
      childOptions(this, args),
    );
    const listeners = args.ports.map((port) => createPort(this, name, args, balancer, port));
    // Known when every port of it answers.
    this.address = pulumi
      .all([balancer.address, pulumi.all(listeners.map(({ id }) => id))])
      .apply(([address]) => address);
    this.registerOutputs({ address: this.address });
  }
}

/** A group of backends for the port, and the listener that leads to it. */
function createPort(
  parent: pulumi.Resource,
  name: string,
  { labels, service, backends }: InternalBalancerArgs,
  balancer: ApplicationLoadBalancer,
  { name: portName, port, backendPort = port, idleSeconds, scheduler = "wrr" }: BalancedPort,
): Listener {
  const group = new ServerGroup(
    `${name}-${portName}`,
    {
      loadBalancerId: balancer.id,
      name: labels.physicalName(`${name}-${portName}`),
      tags: labels.tags(service),
    },
    { parent },
  );
  const servers = backends.map(
    ({ name: backend, instanceId, weight = 100 }) =>
      new ServerGroupServerAttachment(
        `${name}-${portName}-${backend}`,
        {
          serverGroupId: group.id,
          serverId: instanceId,
          type: "ecs",
          port: backendPort,
          weight,
          description: backend,
        },
        // The new machine has its predecessor's place; the group needs no other.
        { parent, deleteBeforeReplace: true },
      ),
  );
  return new Listener(
    `${name}-${portName}`,
    {
      loadBalancerId: balancer.id,
      description: labels.physicalName(`${name}-${portName}`),
      protocol: "tcp",
      frontendPort: port,
      serverGroupId: group.id,
      bandwidth: -1,
      scheduler,
      establishedTimeout: idleSeconds ?? LONGEST_IDLE_SECONDS,
      healthCheck: "on",
      healthCheckType: "tcp",
      healthCheckConnectPort: backendPort,
      healthCheckInterval: CHECK_SECONDS,
      healthCheckTimeout: CHECK_SECONDS,
      healthyThreshold: CHECKS_TO_CHANGE,
      unhealthyThreshold: CHECKS_TO_CHANGE,
    },
    { parent, dependsOn: servers },
  );
}
